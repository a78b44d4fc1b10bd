import "server-only";
import { type Broadcast, broadcasts } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { getBroadcast, theBroadcast } from "@/lib/broadcasts/queries";
import type { BroadcastStatus } from "@/lib/broadcasts/schema";
import { AppError } from "@/lib/errors";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** The broadcast as it is and stays until this transaction ends. Batches that are being claimed end first, later ones wait. */
export async function lockBroadcast(tx: Scope, id: string): Promise<Broadcast> {
  await tx.db.select({ id: broadcasts.id }).from(broadcasts).where(theBroadcast(tx, id)).for("update");
  return getBroadcast(tx, id);
}

/** Decides something of a broadcast, which nobody else does meanwhile. */
export async function decide<T>(scope: Scope, id: string, how: (tx: Scope, before: Broadcast) => Promise<T>): Promise<T> {
  requireGrant(scope, "broadcasts:write");
  return inTransaction(scope, async (tx) => how(tx, await lockBroadcast(tx, id)));
}

/** One step along the transitions, on the record. `before` is the locked row. */
export async function moveTo(tx: Scope, before: Broadcast, to: BroadcastStatus, also: Partial<Broadcast> = {}): Promise<Broadcast> {
  if (!STATUSES[before.status].next.includes(to)) throw new AppError("CONFLICT", refusal(before, to));
  return change(tx, before, `broadcast.${to}`, { ...also, status: to });
}

/** Writes a change of a locked broadcast together with its record. */
export async function change(tx: Scope, before: Broadcast, verb: `broadcast.${string}`, set: Partial<Broadcast>): Promise<Broadcast> {
  const [after] = await tx.db
    .update(broadcasts)
    .set({ ...set, updatedAt: tx.clock.now() })
    .where(theBroadcast(tx, before.id))
    .returning();
  if (!after) throw new Error(`Broadcast ${before.id} was locked and is gone.`);
  await record(tx, verb, after.id, { before, after });
  return after;
}

/** For each status: what stands there is, what it is to become it, and what may come next. */
const STATUSES: Record<BroadcastStatus, { is: string; become: string; next: readonly BroadcastStatus[] }> = {
  /** Sending now is being scheduled for this moment: there is one way out of a draft. */
  draft: { is: "a draft", become: "be taken back into a draft", next: ["scheduled"] },
  scheduled: { is: "scheduled", become: "be scheduled", next: ["draft", "sending", "cancelled"] },
  sending: { is: "being sent", become: "be sent on", next: ["paused", "sent", "cancelled"] },
  paused: { is: "paused", become: "be paused", next: ["sending", "cancelled"] },
  sent: { is: "sent", become: "be ended", next: [] },
  cancelled: { is: "cancelled", become: "be cancelled", next: [] },
};

const refusal = ({ name, status }: Broadcast, to: BroadcastStatus) =>
  `“${name}” is ${STATUSES[status].is}, so it cannot ${STATUSES[to].become}.`;
