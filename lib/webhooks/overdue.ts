import "server-only";
import { and, asc, eq, inArray, lt, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { webhookDeliveries } from "@/db/schema";
import type { Clock } from "@/lib/clock";
import { followAll } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** A delivery this late was forgotten: whoever took it is gone, or its promise was lost. */
const LATE = 2 * 60_000;
const AT_ONCE = 500;
const KEPT = 30 * 24 * 60 * 60_000;
const PER_DELETE = 10_000;

export async function projectsWithLateDeliveries(db: Db, clock: Clock): Promise<number[]> {
  const rows = await db
    .selectDistinct({ projectId: webhookDeliveries.projectId })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.state, "waiting"), lte(webhookDeliveries.dueAt, new Date(clock.now().getTime() - LATE))));
  return rows.map(({ projectId }) => projectId);
}

/** Promises forgotten deliveries anew. Answers how many. */
export function promiseLateDeliveries(scope: Scope): Promise<number> {
  requireGrant(scope, "webhooks:write");
  return inTransaction(scope, async (tx) => {
    const { projectId, id, webhookId, state, dueAt } = webhookDeliveries;
    const late = lte(dueAt, new Date(tx.clock.now().getTime() - LATE));
    const rows = await tx.db
      .select({ deliveryId: id, webhookId })
      .from(webhookDeliveries)
      .where(and(eq(projectId, tx.projectId), eq(state, "waiting"), late))
      .orderBy(asc(dueAt))
      .limit(AT_ONCE);
    const promised = rows.map((ids) => ({ ids }));
    await followAll(tx, "delivery/due", promised);
    return rows.length;
  });
}

/** Deletes deliveries that ended, 30 days after they were made; a part of them at a time. Answers whether there may be more. */
export async function forgetDeliveries(db: Db, clock: Clock): Promise<boolean> {
  const { id, createdAt, state } = webhookDeliveries;
  const old = db
    .select({ id })
    .from(webhookDeliveries)
    .where(and(lt(createdAt, new Date(clock.now().getTime() - KEPT)), inArray(state, ["delivered", "failed"])))
    .limit(PER_DELETE);
  const gone = await db.delete(webhookDeliveries).where(inArray(id, old)).returning({ id });
  return gone.length === PER_DELETE;
}
