import "server-only";
import { sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import type { Broadcast, BroadcastBatch } from "@/db/schema";
import { holdSending } from "@/lib/broadcasts/claim";
import { packed, unpacked } from "@/lib/broadcasts/letters";
import { changeBatch, countsOf, endBatch, lockBatch, markBatch, markMessages } from "@/lib/broadcasts/marking";
import type { Progress } from "@/lib/broadcasts/send";
import { reasonsToSkip } from "@/lib/consent/reasons";
import { type Mailer, type Outcome, type Posted, unheard } from "@/lib/mail/mailer";
import { LEASE_MILLIS } from "@/lib/messages/claim";
import { endOfOffers } from "@/lib/messages/offer";
import { inTransaction, type Scope } from "@/lib/scope";

type TakenUp = { progress: Progress } | { at: BroadcastBatch; posted: Posted[] };

/**
 * Offers a batch again that was claimed and then left: by a crash, or because the provider asked to wait.
 *
 * Guarantee: what the provider may have is offered with the same bytes under the same key, and never once it may have forgotten that key.
 * What it certainly has not is asked about anew: who left meanwhile gets nothing.
 */
export async function offerBatchAgain(scope: Scope, broadcast: Broadcast, batch: number, mailer: Mailer): Promise<Progress> {
  const taken = await takeUp(scope, broadcast, batch, mailer);
  return "progress" in taken ? taken.progress : handOverBatch(scope, taken.at, taken.posted, mailer);
}

/** Outside any transaction: the provider may take its time. An answer that comes when the batch has gone on without it changes nothing. */
export async function handOverBatch(
  scope: Scope,
  { broadcastId, batch, generation }: Pick<BroadcastBatch, "broadcastId" | "batch" | "generation">,
  posted: Posted[],
  mailer: Mailer,
): Promise<Progress> {
  const outcomes = await offered(mailer, posted, `${broadcastId}/${batch}/${generation}`);
  return inTransaction(scope, async (tx) => {
    const at = await lockBatch(tx, broadcastId, batch);
    if (at && !at.settledAt && at.generation === generation) await markBatch(tx, at, posted, outcomes, mailer);
    const after = await lockBatch(tx, broadcastId, batch);
    return after && !after.settledAt ? { state: "waits", until: after.dueAt ?? tx.clock.now() } : { state: "settled" };
  });
}

async function offered(mailer: Mailer, posted: Posted[], key: string): Promise<Outcome[]> {
  if (mailer.sendBatch) return mailer.sendBatch(posted, key).catch((error: unknown) => posted.map(() => unheard(error)));
  const outcomes: Outcome[] = [];
  for (const { id, email } of posted) outcomes.push(await mailer.send(email, id).catch(unheard));
  return outcomes;
}

const takeUp = (scope: Scope, broadcast: Broadcast, batch: number, mailer: Mailer): Promise<TakenUp> =>
  inTransaction(scope, async (tx) => {
    const at = await lockBatch(tx, broadcast.id, batch);
    const now = tx.clock.now();
    if (!at || at.settledAt || !at.letters) return { progress: { state: "settled" } };
    // Where the provider has said nothing, somebody else has it in hand or was cut off: that is no reason for other batches to wait.
    if (at.dueAt && at.dueAt > now) return { progress: { state: "waits", until: at.dueAt, alone: at.lastError === null } };
    const end = endOf(at, broadcast, mailer, now);
    if (end) {
      await endBatch(tx, at, unpacked(at.letters), end.state, end.reason);
      return { progress: { state: "settled" } };
    }
    if (!(await holdSending(tx, broadcast))) return { progress: { state: "stopped" } };
    const { posted, ...change } = at.offeredAt ? { posted: unpacked(at.letters) } : await withoutLeavers(tx, broadcast, at);
    const dueAt = new Date(now.getTime() + LEASE_MILLIS);
    const lease = posted.length === 0 ? { settledAt: now, letters: null, dueAt: null } : { dueAt, offeredAt: at.offeredAt ?? now };
    const after = { ...change, attempts: at.offeredAt ? at.attempts + 1 : 1, ...lease };
    await changeBatch(tx, at, after);
    return posted.length === 0 ? { progress: { state: "settled" } } : { at: { ...at, ...after }, posted };
  });

/** How a batch ends that must not be offered any more. */
function endOf({ offeredAt, claimedAt: began, lastError: last }: BroadcastBatch, { status }: Broadcast, mailer: Mailer, now: Date) {
  if (status === "cancelled" && !offeredAt) return { state: "skipped", reason: "cancelled" } as const;
  const end = endOfOffers({ offeredAt, began, last }, mailer, now);
  if (end || status !== "cancelled") return end;
  const reason = `It may have been sent: the broadcast was cancelled before the provider had answered.${last ? ` ${last}` : ""}`;
  return { state: "uncertain", reason } as const;
}

/** The letters of those who may still be written to, under a key that the provider has not seen. */
async function withoutLeavers(tx: Scope, { unsubscribeGroup: group }: Broadcast, at: BroadcastBatch) {
  const letters = unpacked(at.letters!);
  const ids = letters.map(({ id }) => uuidOf("message", id));
  const { rows } = await tx.db.execute<{ id: string; hash: string }>(sql`
    select id, encode(address_hash, 'hex') as hash from messages
    where project_id = ${tx.projectId} and id = any(${`{${ids.join()}}`}::uuid[]) and state = 'claimed'`);
  const hashes = rows.map(({ hash }) => Buffer.from(hash, "hex"));
  const reasons = await reasonsToSkip(tx, hashes, { transactional: false, broadcast: true, group });
  const claimed = new Map(rows.map(({ id }, n) => [publicId("message", id), reasons[n] ?? null]));
  const left = [...claimed].flatMap(([id, reason]) => (reason ? [{ id, state: "skipped", reason } as const] : []));
  const counts = await markMessages(tx, left, null);
  const posted = letters.filter(({ id }) => claimed.get(id) === null);
  return { posted, letters: packed(posted), generation: at.generation + 1, ...countsOf(at, counts) };
}
