import "server-only";
import { eq, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { projects } from "@/db/schema";
import type { Scope } from "@/lib/scope";

const DAY = 86_400_000;

/** A message that is about to be written, and to which address. */
export type Turn = { messageId: string; addressHash: Buffer };

/** Since when somebody may not have been written to. */
export async function smartSendingSince({ db, projectId, clock }: Scope): Promise<Date> {
  const [row] = await db.select({ days: projects.smartSendingDays }).from(projects).where(eq(projects.id, projectId));
  return new Date(clock.now().getTime() - (row?.days ?? 0) * DAY);
}

/**
 * Notes that these addresses are written to now, and answers which of the messages may go: with Smart Sending only one to an address within
 * the project's days. One conditional update in the claim's own transaction, so of two messages at once one waits for the other.
 */
export async function takeTurns(tx: Scope, turns: readonly Turn[], smart: boolean): Promise<Set<string>> {
  const firsts = new Map(turns.map((turn) => [turn.addressHash.toString("hex"), turn]).reverse() as [string, Turn][]);
  if (firsts.size === 0) return new Set();
  const [now, since] = [tx.clock.now().toISOString(), (await smartSendingSince(tx)).toISOString()];
  const rows = JSON.stringify([...firsts].map(([h, { messageId }]) => ({ h, m: uuidOf("message", messageId) })));
  const change = smart
    ? sql`message_id = excluded.message_id, at = excluded.at where latest.at <= ${since}::timestamptz`
    : sql`message_id = case when latest.at > ${since}::timestamptz then latest.message_id else excluded.message_id end,
        at = greatest(latest.at, excluded.at)`;
  const taken = await tx.db.execute<{ hash: string }>(sql`
    insert into latest_emails as latest (project_id, address_hash, message_id, at)
    select ${tx.projectId}, decode(h, 'hex'), m, ${now}::timestamptz from json_to_recordset(${rows}::json) as r (h text, m uuid) order by h
    on conflict (project_id, address_hash) do update set ${change}
    returning encode(address_hash, 'hex') as hash`);
  if (!smart) return new Set(turns.map(({ messageId }) => messageId));
  return new Set(taken.rows.map(({ hash }) => firsts.get(hash)!.messageId));
}

/** Gives turns back of messages that certainly never went out. */
export async function giveBackTurns({ db, projectId }: Scope, turns: readonly Turn[]): Promise<void> {
  if (turns.length === 0) return;
  const rows = JSON.stringify(
    turns.map(({ addressHash, messageId }) => ({ h: addressHash.toString("hex"), m: uuidOf("message", messageId) })),
  );
  await db.execute(sql`
    delete from latest_emails l using json_to_recordset(${rows}::json) as r (h text, m uuid)
    where l.project_id = ${projectId} and l.address_hash = decode(r.h, 'hex') and l.message_id = r.m`);
}
