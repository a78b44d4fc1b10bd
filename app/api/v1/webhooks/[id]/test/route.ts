import { sendTestDelivery } from "@/lib/webhooks/redelivering";
import { ShownAttempt, WebhookId } from "@/lib/webhooks/schema";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Sends a signed test to a webhook at once, and answers what its server said.",
  grant: "webhooks:write",
  input: WebhookId,
  output: ShownAttempt,
  handle: (scope, { id }) => sendTestDelivery(scope, id),
});
