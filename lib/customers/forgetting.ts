import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import type { Name } from "@/lib/customers/claims";
import { UNCLAIMED } from "@/lib/customers/schema";
import type { Scope } from "@/lib/scope";

/** Somebody who is being erased: their narrow id, and their public one as it is stored. */
export type Leaver = { id: number; uuid: string };

const run = async ({ db }: Scope, statements: readonly SQL[]) => {
  for (const statement of statements) await db.execute(statement);
};

const texts = (all: readonly string[]) => sql`${sql.param(all)}::text[]`;

/**
 * Lets go of what is kept by the names of somebody: claims, what was told under each, calls that were refused, and what the audit log says of
 * them beyond who changed something and when. Whoever calls has the project's identities alone.
 */
export async function forgetNames(tx: Scope, { id, uuid }: Leaver, names: readonly Name[]): Promise<void> {
  const { db, projectId } = tx;
  const joined = await db.execute<{ uuid: string }>(
    sql`select joined_public_id as uuid from customer_merges where project_id = ${projectId} and (customer_id = ${id} or joined_id = ${id})`,
  );
  const ids = [uuid, ...joined.rows.map((row) => row.uuid)].map((each) => publicId("customer", each));
  const values = names.map(({ value }) => value);
  const said = [...ids, ...values].map((text) => JSON.stringify(text).toLowerCase());
  const numbers = values.filter((value) => /^\d{1,15}$/.test(value)).map(Number);
  const isSaid = (text: SQL) => sql`exists (select from unnest(${texts(said)}) word where strpos(lower(${text}), word) > 0)`;
  const mine = sql`json_to_recordset(${JSON.stringify(names)}::json) as mine (kind identity_kind, value text)`;
  await run(tx, [
    sql`update audit set before = null, after = null where project_id = ${projectId} and (subject_id = any(${texts(ids)})
      or verb in ('event.record', 'conflict.resolve', 'customer.merge', 'customer.part') and ${isSaid(sql`concat(before, after)`)})`,
    sql`update audit set actor = actor - 'customerId', after = after - 'customerId' where project_id = ${projectId}
      and verb in ('consent.unsubscribed', 'consent.resubscribed') and ${String(id)} in (actor ->> 'customerId', after ->> 'customerId')`,
    sql`delete from rejections where project_id = ${projectId} and (${isSaid(sql`payload::text`)}
      or jsonb_path_exists(payload, '$.** ? (@ == $numbers[*])', jsonb_build_object('numbers', ${JSON.stringify(numbers)}::jsonb)))`,
    sql`delete from identity_conflicts where project_id = ${projectId} and (holder_id = ${id} or claimant_id = ${id})`,
    sql`delete from identity_aliases where project_id = ${projectId} and (previous_id = any(${texts(values)}) or user_id = any(${texts(values)}))`,
    // What they claimed is theirs, or by hand somebody else's: then it is a name of a merge.
    sql`update customer_identities i set standing = ${UNCLAIMED}, claimant_kind = null, claimant_value = null from ${mine}, (
        select kind, value collate "C" as value from customer_merges where project_id = ${projectId}
        union select joined_kind, joined_value collate "C" from customer_merges where project_id = ${projectId}) merged
      where i.project_id = ${projectId} and i.kind = merged.kind and i.value = merged.value and i.claimant_kind = mine.kind and i.claimant_value = mine.value`,
    sql`delete from customer_merges where project_id = ${projectId} and (customer_id = ${id} or joined_id = ${id})`,
    sql`delete from identity_tags t using ${mine} where t.project_id = ${projectId} and t.kind = mine.kind and t.value = mine.value`,
    sql`delete from sightings t using ${mine} where t.project_id = ${projectId} and t.kind = mine.kind and t.value = mine.value`,
    sql`delete from customer_identities where project_id = ${projectId} and customer_id = ${id}`,
  ]);
}

/**
 * Lets go of all else but events. What sums are made of stays without them: whom a broadcast was frozen with, and the ledger. Those who had
 * not been written to are left out of a broadcast as erased. Whoever calls holds the segments and the customer.
 */
export async function forgetHistory(tx: Scope, { id, uuid }: Leaver): Promise<void> {
  const { projectId, clock } = tx;
  const of = sql`project_id = ${projectId} and customer_id = ${id}`;
  const written = sql`select id from messages where ${of}`;
  const deletes = (table: string) => sql`delete from ${sql.identifier(table)} where ${of}`;
  const gotten = await publicIds(
    tx,
    sql`select distinct source_id as id from messages where ${of} and source = 'broadcast'`,
    (text) => text,
  );
  const traces = [
    ...(await publicIds(tx, sql`select id from automation_runs where ${of} order by id for update`, (one) => publicId("run", one))),
    ...(await publicIds(tx, written, (one) => publicId("message", one))),
  ];
  await run(tx, [
    sql`delete from webhook_deliveries where project_id = ${projectId} and customer = ${uuid}`,
    sql`with gone as (delete from segment_customers where ${of} returning segment_id)
      update segments s set size = s.size - 1 from gone where s.project_id = ${projectId} and s.id = gone.segment_id`,
    ...["segment_changes", "segment_due", "customer_tags", "tag_changes"].map(deletes),
    sql`delete from integration_work where project_id = ${projectId}
      and (split_part(key, '/', 1) = any(${texts(traces)}) or split_part(detail, ':', 1) = any(${texts(traces)}))`,
    sql`delete from automation_run_steps where project_id = ${projectId} and run_id in (select id from automation_runs where ${of})`,
    deletes("automation_runs"),
    sql`update broadcast_recipients set batch = null, reason = 'erased'
      where ${of} and batch is not null and broadcast_id <> all(${sql.param(gotten.map((one) => uuidOf("broadcast", one)))}::uuid[])`,
    sql`update broadcast_recipients set customer_id = null where ${of}`,
    ...["message_contents", "mailbox", "message_links"].map(
      (table) => sql`delete from ${sql.identifier(table)} where project_id = ${projectId} and message_id in (${written})`,
    ),
    sql`update messages set customer_id = null, address = null, subject = null, values = null, sha256 = null, provider_id = null, warnings = '[]',
        reason = case when state = 'skipped' then reason end, updated_at = ${clock.now().toISOString()}::timestamptz
      where ${of}`,
  ]);
}

const publicIds = async ({ db }: Scope, query: SQL, shown: (id: string) => string): Promise<string[]> =>
  (await db.execute<{ id: string }>(query)).rows.map(({ id }) => shown(id));
