import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { publicId } from "@/db/ids";
import { promiseSlices } from "@/lib/broadcasts/slices";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** A broadcast that should have begun so long ago, or of which nothing happened for so long though nothing waits for its time, stands still. */
const LATE_MILLIS = 5 * 60_000;
const STILL_MILLIS = 15 * 60_000;

function standsStill(now: Date): SQL {
  const ago = (millis: number) => new Date(now.getTime() - millis).toISOString();
  return sql`(b.status = 'scheduled' and b.scheduled_at < ${ago(LATE_MILLIS)}::timestamptz)
    or (b.status = 'sending' and b.updated_at < ${ago(STILL_MILLIS)}::timestamptz and not exists (
      select from broadcast_batches t where t.project_id = b.project_id and t.broadcast_id = b.id
        and greatest(t.claimed_at, t.settled_at, t.due_at) > ${ago(STILL_MILLIS)}::timestamptz))`;
}

export async function projectsWithStandstill(db: Db, now: Date): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(sql`
    select distinct b.project_id as id from broadcasts b where b.status in ('scheduled', 'sending') and (${standsStill(now)})`);
  return rows.map(({ id }) => id);
}

/** Promises again what these wait for. A run too many finds nothing to do. */
export async function wakeStandstill(scope: Scope): Promise<number> {
  requireGrant(scope, "broadcasts:write");
  return inTransaction(scope, async (tx) => {
    const { rows } = await tx.db.execute<{ id: string; status: string; epoch: number; slices: number[] }>(sql`
      select b.id, b.status, b.epoch, b.open_slices as slices from broadcasts b
      where b.project_id = ${tx.projectId} and b.status in ('scheduled', 'sending') and (${standsStill(tx.clock.now())}) for update`);
    for (const { id, status, epoch, slices } of rows) {
      const broadcastId = publicId("broadcast", id);
      if (status === "scheduled") await follow(tx, "broadcast/due", { broadcastId });
      else await promiseSlices(tx, { broadcastId, epoch }, slices);
    }
    return rows.length;
  });
}
