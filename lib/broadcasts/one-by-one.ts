import "server-only";
import { sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import { PLACE } from "@/lib/broadcasts/letters";
import { changeBatch, lockBatch, markMessages } from "@/lib/broadcasts/marking";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { IS } from "@/lib/broadcasts/report";
import type { Progress } from "@/lib/broadcasts/send";
import { offerAgain } from "@/lib/messages/offer";
import { inTransaction, type Scope } from "@/lib/scope";

/** After so long a durable run comes up for air. */
const BREATH_MILLIS = 20_000;
const SOON_MILLIS = 1_000;

type Claimed = { id: string; offered: boolean; due: number | null };

/**
 * Sends what is claimed of a batch through a provider that takes one email at a time: each is offered, and marked, by itself, so that a
 * crash leaves one uncertain and not a hundred. A pause or an end is heard between any two.
 */
export async function sendOneByOne(scope: Scope, { id, epoch }: Broadcast, batch: number): Promise<Progress> {
  const until = scope.clock.now().getTime() + BREATH_MILLIS;
  for (const message of await claimedIn(scope, id, batch)) {
    const { status, epoch: now } = await getBroadcast(scope, id);
    if (status === "cancelled" && now === epoch && !message.offered) await leaveOut(scope, message.id);
    else if (now !== epoch || (status !== "sending" && status !== "cancelled")) return { state: "stopped" };
    else if ((await offerAgain(scope, message.id)).state === "claimed") break;
    if (scope.clock.now().getTime() > until) break;
  }
  return settle(scope, id, batch);
}

const leaveOut = (scope: Scope, id: string) =>
  inTransaction(scope, (tx) => markMessages(tx, [{ id, state: "skipped", reason: "cancelled" }], null));

async function claimedIn({ db, projectId }: Scope, broadcastId: string, batch: number): Promise<Claimed[]> {
  const { rows } = await db.execute<Claimed>(sql`
    select m.id, m.offered_at is not null as offered, (extract(epoch from m.due_at) * 1000)::float8 as due
    from broadcast_recipients r join messages m on m.project_id = r.project_id and m.source = 'broadcast' and m.source_id = ${broadcastId}
      and m.place = ${PLACE} and m.customer_id = r.customer_id
    where r.project_id = ${projectId} and r.broadcast_id = ${uuidOf("broadcast", broadcastId)} and r.batch = ${batch} and m.state = 'claimed'
    order by m.id`);
  return rows.map((row) => ({ ...row, id: publicId("message", row.id) }));
}

/** Ends the batch once none of it is claimed any more; its counts are the ledger's. */
const settle = (scope: Scope, broadcastId: string, batch: number): Promise<Progress> =>
  inTransaction(scope, async (tx) => {
    const at = await lockBatch(tx, broadcastId, batch);
    if (!at || at.settledAt) return { state: "settled" };
    const now = tx.clock.now();
    const [first] = (await claimedIn(tx, broadcastId, batch)).map(({ due }) => due ?? 0).sort((a, b) => a - b);
    if (first !== undefined) return { state: "waits", until: new Date(Math.max(first, now.getTime() + SOON_MILLIS)) };
    const { rows } = await tx.db.execute<{ sent: number; failed: number; uncertain: number; skipped: number }>(sql`
      select count(*) filter (where ${sql.raw(IS.sent)})::int as sent, count(*) filter (where m.state = 'failed')::int as failed,
        count(*) filter (where m.state = 'uncertain')::int as uncertain, count(*) filter (where m.state = 'skipped')::int as skipped
      from broadcast_recipients r join messages m on m.project_id = r.project_id and m.source = 'broadcast' and m.source_id = ${broadcastId}
        and m.place = ${PLACE} and m.customer_id = r.customer_id
      where r.project_id = ${tx.projectId} and r.broadcast_id = ${uuidOf("broadcast", broadcastId)} and r.batch = ${batch}`);
    await changeBatch(tx, at, { settledAt: now, ...rows[0] });
    return { state: "settled" };
  });
