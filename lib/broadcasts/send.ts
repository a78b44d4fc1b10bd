import "server-only";
import type { Broadcast } from "@/db/schema";
import { claimBatch } from "@/lib/broadcasts/claim";
import { writeLetters } from "@/lib/broadcasts/letters";
import { findBatch } from "@/lib/broadcasts/marking";
import { handOverBatch, offerBatchAgain } from "@/lib/broadcasts/offering";
import { sendOneByOne } from "@/lib/broadcasts/one-by-one";
import { getBroadcast } from "@/lib/broadcasts/queries";
import type { Sending } from "@/lib/broadcasts/slices";
import type { Mailer } from "@/lib/mail/mailer";
import { mailerOf } from "@/lib/mail/senders";
import { requireGrant, type Scope } from "@/lib/scope";

/** How a batch stands: it has ended, goes on at a time, or has been stopped by a person. `alone`: other batches need not wait with it. */
export type Progress = { state: "settled" } | { state: "waits"; until: Date; alone?: boolean } | { state: "stopped" };

/**
 * Sends one numbered batch of a broadcast that is being sent.
 *
 * Guarantee: however often this is called, beside itself or after a crash at any point, a person gets the broadcast at most once, and
 * nobody is lost: each is in the ledger, with what became of them. Of a provider that remembers no keys, those it may have got without
 * our hearing of it are told as uncertain.
 */
export async function sendBatch(scope: Scope, { broadcastId, epoch }: Sending, batch: number): Promise<Progress> {
  requireGrant(scope, "broadcasts:write");
  const broadcast = await getBroadcast(scope, broadcastId);
  if (broadcast.epoch !== epoch) return { state: "stopped" };
  const mailer = await mailerOf(scope);
  const [known] = await findBatch(scope, broadcastId, batch);
  if (!known) return sendFresh(scope, broadcast, batch, mailer);
  if (known.settledAt) return { state: "settled" };
  return known.letters ? offerBatchAgain(scope, broadcast, batch, mailer) : sendOneByOne(scope, broadcast, batch);
}

async function sendFresh(scope: Scope, broadcast: Broadcast, batch: number, mailer: Mailer): Promise<Progress> {
  if (broadcast.status !== "sending") return { state: "stopped" };
  const written = await writeLetters(scope, broadcast, batch);
  const posted = await claimBatch(scope, broadcast, batch, written, mailer);
  if (!posted) return sendBatch(scope, { broadcastId: broadcast.id, epoch: broadcast.epoch }, batch);
  if (posted.length === 0) return { state: "settled" };
  if (!mailer.sendBatch) return sendOneByOne(scope, broadcast, batch);
  return handOverBatch(scope, { broadcastId: broadcast.id, batch, generation: 1 }, posted, mailer);
}
