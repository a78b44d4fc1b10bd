import { deleteWebhook, updateWebhook } from "@/lib/webhooks/commands";
import { getWebhook } from "@/lib/webhooks/queries";
import { Done, ShownWebhook, UpdateWebhook, WebhookId } from "@/lib/webhooks/schema";
import { shownWebhook } from "@/lib/webhooks/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows one webhook.",
  grant: "webhooks:read",
  input: WebhookId,
  output: ShownWebhook,
  handle: async (scope, { id }) => shownWebhook(await getWebhook(scope, id)),
});

export const PATCH = route({
  summary: "Changes where to and of what a webhook is told, or switches it on and off.",
  grant: "webhooks:write",
  input: UpdateWebhook,
  output: ShownWebhook,
  handle: async (scope, input) => shownWebhook(await updateWebhook(scope, input)),
});

export const DELETE = route({
  summary: "Deletes a webhook with the record of its deliveries.",
  grant: "webhooks:write",
  input: WebhookId,
  output: Done,
  handle: async (scope, { id }) => {
    await deleteWebhook(scope, id);
    return { done: true as const };
  },
});
