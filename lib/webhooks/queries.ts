import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { type Webhook, type WebhookDelivery, webhookDeliveries, webhooks } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { rowOf } from "@/lib/rows";
import { requireGrant, type Scope } from "@/lib/scope";
import type { ListDeliveries } from "@/lib/webhooks/schema";

/** The webhooks of a project, the newest first. */
export async function listWebhooks(
  scope: Scope,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Webhook>> {
  requireGrant(scope, "webhooks:read");
  const rows = await scope.db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.projectId, scope.projectId), cursor ? lt(webhooks.id, idIn(cursor)) : undefined))
    .orderBy(desc(webhooks.id))
    .limit(limit + 1);
  return pageOf(rows, limit, ({ id }) => [id]);
}

export const theWebhook = rowOf(webhooks);
export const theDelivery = rowOf(webhookDeliveries);

export async function getWebhook(scope: Scope, id: string): Promise<Webhook> {
  requireGrant(scope, "webhooks:read");
  const [webhook] = await scope.db.select().from(webhooks).where(theWebhook(scope, id));
  if (!webhook) throw notFound("webhook");
  return webhook;
}

/** What a webhook was told, the newest first, with what was answered at each attempt. */
export async function listDeliveries(scope: Scope, { id, state, limit, cursor }: ListDeliveries): Promise<Page<WebhookDelivery>> {
  await getWebhook(scope, id);
  const of = and(eq(webhookDeliveries.projectId, scope.projectId), eq(webhookDeliveries.webhookId, id));
  const rows = await scope.db
    .select()
    .from(webhookDeliveries)
    .where(and(of, state ? eq(webhookDeliveries.state, state) : undefined, cursor ? lt(webhookDeliveries.id, idIn(cursor)) : undefined))
    .orderBy(desc(webhookDeliveries.id))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => [row.id]);
}

const idIn = (cursor: string) => String(decodeCursor(cursor)[0]);
