import "server-only";
import { may, type Scope } from "@/lib/scope";
import { getWebhook, listDeliveries, listWebhooks } from "@/lib/webhooks/queries";
import type { WebhookListPage, WebhookPage } from "@/lib/webhooks/schema";
import { shownDelivery, shownWebhook } from "@/lib/webhooks/shown";

const PAGE = 50;

/** The page of all webhooks. */
export async function readWebhooks(scope: Scope, cursor: string | undefined): Promise<WebhookListPage> {
  const { items, nextCursor } = await listWebhooks(scope, { limit: PAGE, cursor });
  return { webhooks: items.map(shownWebhook), nextCursor, mayChange: may(scope.actor, "webhooks:write") };
}

/** The page of one webhook, with what it was told. */
export async function readWebhook(scope: Scope, id: string, cursor: string | undefined): Promise<WebhookPage> {
  const [webhook, { items, nextCursor }] = await Promise.all([getWebhook(scope, id), listDeliveries(scope, { id, limit: 25, cursor })]);
  return {
    webhook: shownWebhook(webhook),
    deliveries: items.map(shownDelivery),
    nextCursor,
    mayChange: may(scope.actor, "webhooks:write"),
    now: scope.clock.now(),
  };
}
