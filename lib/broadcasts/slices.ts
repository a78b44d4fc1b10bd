import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { broadcasts } from "@/db/schema";
import { lockBroadcast, moveTo } from "@/lib/broadcasts/moves";
import { theBroadcast } from "@/lib/broadcasts/queries";
import { followAll } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** As many batches as one durable run takes with comfort: a few steps each. */
const BATCHES_PER_SLICE = 100;

/** One time of a broadcast's being sent. A run of an earlier one has nothing left to do. */
export type Sending = { broadcastId: string; epoch: number };

/** The slices of a frozen broadcast. Even one to nobody has a slice, so that there is always a last one to end it. */
export async function slicesOf({ db, projectId }: Scope, id: string): Promise<number[]> {
  const { rows } = await db.execute<{ last: number | null }>(sql`
    select max(batch) as last from broadcast_recipients where project_id = ${projectId} and broadcast_id = ${uuidOf("broadcast", id)}`);
  return Array.from({ length: Math.floor((rows[0]?.last ?? 0) / BATCHES_PER_SLICE) + 1 }, (_, slice) => slice);
}

/** The slices with batches that are with the provider, or may be. */
export async function unsettledSlices({ db, projectId }: Scope, id: string): Promise<number[]> {
  const { rows } = await db.execute<{ slice: number }>(sql`
    select distinct batch / ${BATCHES_PER_SLICE} as slice from broadcast_batches
    where project_id = ${projectId} and broadcast_id = ${uuidOf("broadcast", id)} and settled_at is null order by slice`);
  return rows.map(({ slice }) => slice);
}

/** Promises a run for each of these slices, now or at a time. */
export const promiseSlices = (tx: Scope, sending: Sending, slices: readonly number[], startAt?: Date): Promise<void> =>
  followAll(
    tx,
    "broadcast/slice.due",
    slices.map((slice) => ({ ids: { ...sending, slice }, ...(startAt && { startAt }) })),
  );

/** The numbers of the batches in one slice that are not settled; of a cancelled broadcast, those that were begun. */
export async function batchesOf(scope: Scope, id: string, slice: number): Promise<number[]> {
  requireGrant(scope, "broadcasts:write");
  const { rows } = await scope.db.execute<{ batch: number }>(sql`
    select distinct r.batch from broadcast_recipients r
    join broadcasts of on of.project_id = r.project_id and of.id = r.broadcast_id
    left join broadcast_batches b on b.project_id = r.project_id and b.broadcast_id = r.broadcast_id and b.batch = r.batch
    where r.project_id = ${scope.projectId} and r.broadcast_id = ${uuidOf("broadcast", id)} and b.settled_at is null
      and (b.batch is not null or of.status <> 'cancelled')
      and r.batch >= ${slice * BATCHES_PER_SLICE} and r.batch < ${(slice + 1) * BATCHES_PER_SLICE}
    order by r.batch`);
  return rows.map(({ batch }) => batch);
}

/**
 * Ends one slice, or promises it `again` for when more of it may go; the last one ends the broadcast. A slice is struck off by its number, not
 * counted down, so ending it twice is ending it once; a run of an earlier time ends nothing.
 */
export async function endSlice(scope: Scope, { broadcastId: id, epoch }: Sending, slice: number, again?: Date): Promise<void> {
  requireGrant(scope, "broadcasts:write");
  await inTransaction(scope, async (tx) => {
    const before = await lockBroadcast(tx, id);
    if (before.epoch !== epoch) return;
    if (again) return promiseSlices(tx, { broadcastId: id, epoch }, [slice], again);
    if (before.status !== "sending") return;
    const openSlices = before.openSlices.filter((open) => open !== slice);
    await tx.db
      .update(broadcasts)
      .set({ openSlices })
      .where(and(theBroadcast(tx, id), eq(broadcasts.epoch, epoch)));
    if (openSlices.length === 0) await moveTo(tx, { ...before, openSlices }, "sent", { endedAt: tx.clock.now() });
  });
}
