import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { type BroadcastBatch, broadcastBatches } from "@/db/schema";
import { packed } from "@/lib/broadcasts/letters";
import type { Mailer, Outcome, Posted } from "@/lib/mail/mailer";
import { pauseBeforeAgain } from "@/lib/messages/offer";
import { giveBackTurns } from "@/lib/messages/smart-sending";
import type { Scope } from "@/lib/scope";
import { tellWebhooks } from "@/lib/webhooks/listening";

type Ended = "sent" | "failed" | "uncertain" | "skipped";
/** What became of one message. */
export type Mark = { id: string; state: Ended; reason: string | null; providerId?: string };

/** The batch as it is, if it was claimed. */
export const findBatch = ({ db, projectId }: Scope, broadcastId: string, batch: number) =>
  db
    .select()
    .from(broadcastBatches)
    .where(theBatch(projectId, broadcastId, batch));

/** The batch as it is and stays until this transaction ends. */
export const lockBatch = async (tx: Scope, broadcastId: string, batch: number): Promise<BroadcastBatch | undefined> =>
  (await findBatch(tx, broadcastId, batch).for("update"))[0];

const theBatch = (projectId: number, broadcastId: string, batch: number) =>
  and(eq(broadcastBatches.projectId, projectId), eq(broadcastBatches.broadcastId, broadcastId), eq(broadcastBatches.batch, batch));

/** Writes down what a provider said of a batch, each by what became of their own letter. All of it or none, so a retry never splits it. */
export async function markBatch(
  tx: Scope,
  at: BroadcastBatch,
  posted: readonly Posted[],
  outcomes: Outcome[],
  mailer: Mailer,
): Promise<void> {
  const marks = posted.flatMap(({ id }, n) => markOf(id, outcomes[n]!, mailer) ?? []);
  const open = posted.filter(({ id }) => !marks.some((mark) => mark.id === id));
  const counts = await markMessages(tx, marks, mailer.name);
  if (open.length === 0) return changeBatch(tx, at, { ...settled(tx), ...countsOf(at, counts) });
  const last = outcomes.find(({ became }) => became === "not_yet" || became === "unknown")!;
  await changeBatch(tx, at, {
    ...countsOf(at, counts),
    ...againAfter(tx, at, last),
    ...(marks.length > 0 && { letters: packed(open), generation: at.generation + 1 }),
  });
}

function markOf(id: string, outcome: Outcome, { remembersKeys }: Mailer): Mark | null {
  switch (outcome.became) {
    case "taken":
      return { id, state: "sent", reason: null, providerId: outcome.providerId };
    case "refused":
      return { id, state: "failed", reason: outcome.why };
    case "not_yet":
      return null;
    case "unknown":
      return remembersKeys ? null : { id, state: "uncertain", reason: outcome.why };
  }
}

/** What was certainly never taken has not been offered: its people are asked about again, and the batch may change. */
function againAfter({ clock }: Scope, { attempts, offeredAt }: BroadcastBatch, outcome: Outcome): Partial<BroadcastBatch> {
  const later = (millis: number) => new Date(clock.now().getTime() + millis);
  if (outcome.became === "not_yet")
    return { offeredAt: attempts > 1 ? offeredAt : null, dueAt: later(outcome.afterMillis), lastError: outcome.why };
  const why = outcome.became === "unknown" ? outcome.why : null;
  return { dueAt: later(pauseBeforeAgain(attempts)), lastError: why };
}

const settled = ({ clock }: Scope): Partial<BroadcastBatch> => ({ settledAt: clock.now(), letters: null, dueAt: null, lastError: null });

/** Ends a batch whose letters are not offered any more, all for the same reason. */
export async function endBatch(tx: Scope, at: BroadcastBatch, posted: readonly Posted[], state: Ended, reason: string): Promise<void> {
  const marks = posted.map(({ id }) => ({ id, state, reason }));
  const counts = await markMessages(tx, marks, null);
  await changeBatch(tx, at, { ...settled(tx), ...countsOf(at, counts) });
}

export type Counts = { [S in Ended]: number };

/** Ends claimed messages, and answers how many ended how. Who got nothing may be written to by others. */
export async function markMessages(tx: Scope, marks: readonly Mark[], provider: string | null): Promise<Counts> {
  const counts: Counts = { sent: 0, failed: 0, uncertain: 0, skipped: 0 };
  if (marks.length === 0) return counts;
  const now = tx.clock.now().toISOString();
  const told = marks.map(({ id, state, reason, providerId }) => ({
    i: uuidOf("message", id),
    s: state,
    r: reason,
    p: providerId ?? null,
    m: id,
  }));
  const { rows } = await tx.db.execute<{ id: string; state: Ended; hash: string | null }>(sql`
    update messages m set state = t.s::message_state, reason = t.r, provider = coalesce(${provider}::text, m.provider),
      provider_id = coalesce(t.p, m.provider_id), sent_at = case when t.s = 'sent' then ${now}::timestamptz end,
      due_at = null, updated_at = ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(told)}::json) as t (i uuid, s text, r text, p text, m text)
    where m.project_id = ${tx.projectId} and m.id = t.i and m.state = 'claimed'
    returning t.m as id, t.s as state, encode(m.address_hash, 'hex') as hash`);
  for (const { state } of rows) counts[state]++;
  const idsOf = (state: Ended) => rows.flatMap((row) => (row.state === state ? row.id : []));
  await tellWebhooks(tx, { "message.sent": idsOf("sent"), "message.failed": idsOf("failed") });
  const unsent = rows.filter(({ state }) => state === "failed" || state === "skipped");
  await giveBackTurns(
    tx,
    unsent.flatMap(({ id, hash }) => (hash ? [{ messageId: id, addressHash: Buffer.from(hash, "hex") }] : [])),
  );
  return counts;
}

export const countsOf = (at: BroadcastBatch, counts: Counts): Partial<BroadcastBatch> => ({
  sent: at.sent + counts.sent,
  failed: at.failed + counts.failed,
  uncertain: at.uncertain + counts.uncertain,
  skipped: at.skipped + counts.skipped,
});

export async function changeBatch(
  { db, projectId }: Scope,
  { broadcastId, batch }: BroadcastBatch,
  set: Partial<BroadcastBatch>,
): Promise<void> {
  await db
    .update(broadcastBatches)
    .set(set)
    .where(theBatch(projectId, broadcastId, batch));
}
