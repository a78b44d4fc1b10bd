import "server-only";
import { and, asc, eq, gt, inArray, lte, min } from "drizzle-orm";
import type { Db } from "@/db/client";
import { segmentDue } from "@/db/schema";
import type { Clock } from "@/lib/clock";
import { requireGrant, type Scope } from "@/lib/scope";
import { refreshCustomers } from "@/lib/segments/refresh";

const SLICE = 500;

/** Between two looks at what is due, at the least: how late somebody may leave a segment while others are busy doing so. */
const PAUSE_MS = 15_000;
const MINUTE_MS = 60_000;

/**
 * The projects in which somebody may enter or leave a segment now by the passing of time alone, and when to look again
 * within this minute of the clock. Null leaves it to the next minute.
 */
export async function lookForDue(db: Db, clock: Clock): Promise<{ projectIds: number[]; again: string | null }> {
  const now = clock.now();
  const due = await db.selectDistinct({ projectId: segmentDue.projectId }).from(segmentDue).where(lte(segmentDue.dueAt, now));
  const [later] = await db
    .select({ next: min(segmentDue.dueAt) })
    .from(segmentDue)
    .where(gt(segmentDue.dueAt, now));
  const again = later?.next ? Math.max(later.next.getTime(), now.getTime() + PAUSE_MS) : Number.POSITIVE_INFINITY;
  const nextMinute = (Math.floor(now.getTime() / MINUTE_MS) + 1) * MINUTE_MS;
  return { projectIds: due.map(({ projectId }) => projectId), again: again < nextMinute ? new Date(again).toISOString() : null };
}

/** Asks again only those whose moment has come, until none is left. */
export async function flipDue(scope: Scope): Promise<{ moved: number }> {
  requireGrant(scope, "segments:write");
  let moved = 0;
  for (let rows = await nextDue(scope); rows.length > 0; rows = await nextDue(scope)) {
    const customerIds = [...new Set(rows.map(({ customerId }) => customerId))];
    const segmentIds = [...new Set(rows.map(({ segmentId }) => segmentId))];
    moved += (await refreshCustomers(scope, customerIds, { live: true, segmentIds })).moved;
    await forgetUnanswered(scope, customerIds, segmentIds);
  }
  return { moved };
}

const isDue = ({ projectId, clock }: Scope) => and(eq(segmentDue.projectId, projectId), lte(segmentDue.dueAt, clock.now()));

const nextDue = (scope: Scope) =>
  scope.db
    .select({ customerId: segmentDue.customerId, segmentId: segmentDue.segmentId })
    .from(segmentDue)
    .where(isDue(scope))
    .orderBy(asc(segmentDue.dueAt))
    .limit(SLICE);

/** What is still due after a refresh belongs to a segment whose rule cannot be read. Its next rule computes these anew. */
const forgetUnanswered = (scope: Scope, customerIds: number[], segmentIds: string[]) =>
  scope.db
    .delete(segmentDue)
    .where(and(isDue(scope), inArray(segmentDue.customerId, customerIds), inArray(segmentDue.segmentId, segmentIds)));
