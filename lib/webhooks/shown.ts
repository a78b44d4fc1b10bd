import "server-only";
import type { Webhook, WebhookDelivery } from "@/db/schema";
import type { ShownDelivery, ShownWebhook } from "@/lib/webhooks/schema";

/** A webhook as pages and the API show it: of its secret only the end. */
export const shownWebhook = (webhook: Webhook): ShownWebhook => ({
  id: webhook.id,
  url: webhook.url,
  description: webhook.description,
  kinds: webhook.kinds,
  event_names: webhook.eventNames,
  status: webhook.status,
  disabled_because: webhook.disabledBecause,
  failing_since: webhook.failingSince?.toISOString() ?? null,
  secret_hint: `whsec_…${webhook.secretHint}`,
  previous_secret_until: webhook.previousUntil?.toISOString() ?? null,
  created_at: webhook.createdAt.toISOString(),
});

export const shownDelivery = ({ id, kind, state, attempts, dueAt, createdAt, payload }: WebhookDelivery): ShownDelivery => ({
  id,
  kind,
  state,
  attempts,
  due_at: dueAt?.toISOString() ?? null,
  created_at: createdAt.toISOString(),
  payload: JSON.parse(payload),
});
