import { rotateSecret } from "@/lib/webhooks/commands";
import { MadeWebhook, WebhookId } from "@/lib/webhooks/schema";
import { shownWebhook } from "@/lib/webhooks/shown";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Gives a webhook a new secret. For a day, deliveries carry the signatures of both.",
  grant: "webhooks:write",
  input: WebhookId,
  output: MadeWebhook,
  handle: async (scope, { id }) => {
    const { webhook, secret } = await rotateSecret(scope, id);
    return { ...shownWebhook(webhook), secret };
  },
});
