import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { unsubscribes } from "@/db/schema";
import { ALL, type Leavable, topicsOf } from "@/lib/consent/topics";
import type { SkipReason } from "@/lib/messages/schema";
import type { Scope } from "@/lib/scope";

/**
 * Why an address may not be written to, as SQL in the one order of reasons: the joins that it needs on a column of address hashes, and the
 * reason, null where there is none. Transactional mail is what somebody asked for by what they did, so leaving does not stop it; a
 * suppression does. Smart Sending is not asked here: it is decided by whoever claims.
 */
export function reasonsOf({ projectId }: Scope, hash: SQL, about: Leavable): { joins: SQL; reason: SQL } {
  const left = (topics: readonly string[]) => sql`(select distinct address_hash from unsubscribes
    where project_id = ${projectId} and topic = any(${`{${topics.map((topic) => `"${topic}"`).join()}}`}::text[]))`;
  const group = about.transactional || !about.group ? [] : [about.group];
  return {
    joins: sql`left join suppressions suppressed on suppressed.project_id = ${projectId} and suppressed.address_hash = ${hash}
      left join ${left(topicsOf(about))} gone on gone.address_hash = ${hash}
      left join ${left(group)} gone_from_group on gone_from_group.address_hash = ${hash}`,
    reason: sql`case when suppressed.reason = 'erased' then 'erased' when suppressed.address_hash is not null then 'suppressed' when gone.address_hash is not null then 'unsubscribed'
      when gone_from_group.address_hash is not null then 'group' when ${hash} is null then 'no_address' end`,
  };
}

/** The same for these addresses, in their order, at this moment: asked in the transaction that claims their messages. */
export async function reasonsToSkip(scope: Scope, hashes: readonly (Buffer | null)[], about: Leavable): Promise<(SkipReason | null)[]> {
  if (hashes.length === 0) return [];
  const { joins, reason } = reasonsOf(scope, sql`asked.hash`, about);
  const told = JSON.stringify(hashes.map((hash, n) => ({ n, h: hash?.toString("hex") ?? null })));
  const { rows } = await scope.db.execute<{ reason: SkipReason | null }>(sql`
    select ${reason} as reason
    from (select n, decode(h, 'hex') as hash from json_to_recordset(${told}::json) as r (n int, h text)) asked ${joins} order by asked.n`);
  return rows.map(({ reason }) => reason);
}

/** The same for one address. */
export async function reasonToSkip(scope: Scope, addressHash: Buffer | null, about: Leavable): Promise<SkipReason | null> {
  const [reason] = await reasonsToSkip(scope, [addressHash], about);
  return reason ?? null;
}

/** Which topics an address has left. */
export async function leftTopics({ db, projectId }: Scope, hash: Buffer): Promise<string[]> {
  const { projectId: project, addressHash, topic } = unsubscribes;
  const rows = await db
    .select({ topic })
    .from(unsubscribes)
    .where(and(eq(project, projectId), eq(addressHash, hash)));
  return rows.map(({ topic }) => topic);
}

export const hasLeftAll = (topics: readonly string[]): boolean => topics.includes(ALL);
