import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import { PLACE } from "@/lib/broadcasts/letters";
import { changeBatch, lockBatch, markMessages } from "@/lib/broadcasts/marking";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { IS } from "@/lib/broadcasts/report";
import type { Progress } from "@/lib/broadcasts/send";
import { type Offered, offerAgain } from "@/lib/messages/offer";
import { inTransaction, type Scope } from "@/lib/scope";

/** After so long a durable run comes up for air. */
const BREATH_MILLIS = 20_000;
const SOON_MILLIS = 1_000;

type Claimed = { id: string; offered: boolean; due: number; why: string | null };

/**
 * Sends what is claimed of a batch through a provider that takes one email at a time: each is offered, and marked, by itself, so that a
 * crash leaves one uncertain and not a hundred. A pause or an end is heard between any two. Who is asked to wait alone holds up nobody.
 */
export async function sendOneByOne(scope: Scope, { id, epoch }: Broadcast, batch: number): Promise<Progress> {
  const until = scope.clock.now().getTime() + BREATH_MILLIS;
  for (const message of await claimedIn(scope, id, batch)) {
    const { status, epoch: now } = await getBroadcast(scope, id);
    if (status === "cancelled" && now === epoch && !message.offered) await leaveOut(scope, message.id);
    else if (now !== epoch || (status !== "sending" && status !== "cancelled")) return { state: "stopped" };
    else {
      const offered = await offerAgain(scope, message.id);
      if (offered.othersWaitToo) return settle(scope, id, batch, offered);
    }
    if (scope.clock.now().getTime() > until) break;
  }
  return settle(scope, id, batch);
}

const leaveOut = (scope: Scope, id: string) =>
  inTransaction(scope, (tx) => markMessages(tx, [{ id, state: "skipped", reason: "cancelled" }], null));

/** Its messages. */
const messagesIn = ({ projectId }: Scope, broadcastId: string, batch: number): SQL => sql`
  from broadcast_recipients r join messages m on m.project_id = r.project_id and m.source = 'broadcast' and m.source_id = ${broadcastId}
    and m.place = ${PLACE} and m.customer_id = r.customer_id
  where r.project_id = ${projectId} and r.broadcast_id = ${uuidOf("broadcast", broadcastId)} and r.batch = ${batch}`;

/** Those whose turn is next come first. */
async function claimedIn(scope: Scope, broadcastId: string, batch: number): Promise<Claimed[]> {
  const { rows } = await scope.db.execute<Claimed>(sql`
    select m.id, m.offered_at is not null as offered, coalesce(extract(epoch from m.due_at) * 1000, 0)::float8 as due, m.reason as why
    ${messagesIn(scope, broadcastId, batch)} and m.state = 'claimed' order by m.due_at nulls first, m.id`);
  return rows.map((row) => ({ ...row, id: publicId("message", row.id) }));
}

/** Ends the batch once none of it is claimed any more; its counts are the ledger's. */
const settle = (scope: Scope, broadcastId: string, batch: number, heldBy?: Offered): Promise<Progress> =>
  inTransaction(scope, async (tx) => {
    const at = await lockBatch(tx, broadcastId, batch);
    if (!at || at.settledAt) return { state: "settled" };
    const now = tx.clock.now();
    const [next] = await claimedIn(tx, broadcastId, batch);
    if (next) {
      const dueAt = heldBy?.dueAt ?? new Date(Math.max(next.due, now.getTime() + SOON_MILLIS));
      await changeBatch(tx, at, { dueAt, lastError: heldBy ? heldBy.reason : next.why });
      return { state: "waits", until: dueAt, alone: !heldBy && next.due > now.getTime() };
    }
    const { rows } = await tx.db.execute<{ sent: number; failed: number; uncertain: number; skipped: number }>(sql`
      select count(*) filter (where ${sql.raw(IS.sent)})::int as sent, count(*) filter (where m.state = 'failed')::int as failed,
        count(*) filter (where m.state = 'uncertain')::int as uncertain, count(*) filter (where m.state = 'skipped')::int as skipped
      ${messagesIn(tx, broadcastId, batch)}`);
    await changeBatch(tx, at, { settledAt: now, dueAt: null, lastError: null, ...rows[0] });
    return { state: "settled" };
  });
