import "server-only";
import type { Webhook, WebhookDelivery } from "@/db/schema";
import { may, type Scope } from "@/lib/scope";
import { told } from "@/lib/told";
import { getWebhook, listDeliveries, listWebhooks } from "@/lib/webhooks/queries";
import { ShownDelivery, ShownWebhook, type WebhookListPage, type WebhookPage } from "@/lib/webhooks/schema";

/** A webhook as pages and the API show it: of its secret only the end. */
export const shownWebhook = (webhook: Webhook): ShownWebhook =>
  told(ShownWebhook, { ...webhook, secretHint: `whsec_…${webhook.secretHint}`, previousSecretUntil: webhook.previousUntil });

export const shownDelivery = (delivery: WebhookDelivery): ShownDelivery =>
  told(ShownDelivery, { ...delivery, payload: JSON.parse(delivery.payload) });

const PAGE = 50;

/** The page of all webhooks. */
export async function readWebhooks(scope: Scope, cursor: string | undefined): Promise<WebhookListPage> {
  const { items, nextCursor } = await listWebhooks(scope, { limit: PAGE, cursor });
  return { webhooks: items.map(shownWebhook), nextCursor, mayChange: may(scope.actor, "webhooks:write") };
}

/** The page of one webhook, with what it was told. */
export async function readWebhook(scope: Scope, id: string, cursor: string | undefined): Promise<WebhookPage> {
  const [webhook, { items, nextCursor }] = await Promise.all([getWebhook(scope, id), listDeliveries(scope, { id, limit: 25, cursor })]);
  const mayChange = may(scope.actor, "webhooks:write");
  return { webhook: shownWebhook(webhook), deliveries: items.map(shownDelivery), nextCursor, mayChange, now: scope.clock.now() };
}
