"use server";

import { refresh } from "next/cache";
import { createWebhook, deleteWebhook, rotateSecret, updateWebhook } from "@/lib/webhooks/commands";
import { redeliver, sendTestDelivery } from "@/lib/webhooks/redelivering";
import { CreateWebhook, Redelivery, UpdateWebhook, WebhookId } from "@/lib/webhooks/schema";
import { action } from "@/lib/web/action";

const grant = "webhooks:write";

export const createWebhookAction = action({
  grant,
  input: CreateWebhook,
  handle: async (scope, input) => {
    const { webhook, secret } = await createWebhook(scope, input);
    return { id: webhook.id, secret };
  },
});

export const updateWebhookAction = action({
  grant,
  input: UpdateWebhook,
  handle: async (scope, input) => {
    await updateWebhook(scope, input);
    refresh();
  },
});

export const rotateSecretAction = action({
  grant,
  input: WebhookId,
  handle: async (scope, { id }) => {
    const { secret } = await rotateSecret(scope, id);
    refresh();
    return { secret };
  },
});

export const deleteWebhookAction = action({ grant, input: WebhookId, handle: (scope, { id }) => deleteWebhook(scope, id) });

export const sendTestDeliveryAction = action({
  grant,
  input: WebhookId,
  handle: async (scope, { id }) => {
    const said = await sendTestDelivery(scope, id);
    refresh();
    return said;
  },
});

export const redeliverAction = action({
  grant,
  input: Redelivery,
  handle: async (scope, { id, delivery }) => {
    await redeliver(scope, id, delivery);
    refresh();
  },
});
