import "server-only";
import type { Webhook, WebhookDelivery } from "@/db/schema";
import { told } from "@/lib/told";
import { ShownDelivery, ShownWebhook } from "@/lib/webhooks/schema";

/** A webhook as pages and the API show it: of its secret only the end. */
export const shownWebhook = (webhook: Webhook): ShownWebhook =>
  told(ShownWebhook, { ...webhook, secretHint: `whsec_…${webhook.secretHint}`, previousSecretUntil: webhook.previousUntil });

export const shownDelivery = (delivery: WebhookDelivery): ShownDelivery =>
  told(ShownDelivery, { ...delivery, payload: JSON.parse(delivery.payload) });
