import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { newUuid, publicId } from "@/db/ids";
import type { Name } from "@/lib/customers/claims";
import type { Scope } from "@/lib/scope";

/** "This name has this tag", or has it no more: told at `at` (ms). `tagId` is the stored UUID. */
export type Mark = Name & { tagId: string; on: boolean; at: number };

/** Somebody got or lost a tag: a row of `tag_changes`. `tagId` and `id` are public, `at` is milliseconds. */
export type TagChange = { id: string; tagId: string; customerId: number; added: boolean; live: boolean; at: number };

/** The UUIDs of tags by name, in the order of the names; those that are missing are made. Until the transaction ends none can be deleted. */
export async function tagIdsByName(tx: Scope, names: readonly string[]): Promise<string[]> {
  const found = await findByName(tx, names);
  const missing = names.filter((_, i) => !found[i]);
  if (missing.length === 0) return found as string[];
  const now = tx.clock.now();
  const rows = missing.map((name) => ({ id: newUuid(now.getTime()), name }));
  await tx.db.execute(sql`
    insert into tags (project_id, id, name, created_at, updated_at)
    select ${tx.projectId}, id, name, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, name text) order by lower(name)
    on conflict (project_id, lower(name)) where deleted_at is null do nothing`);
  return (await findByName(tx, names)) as string[];
}

async function findByName({ db, projectId }: Scope, names: readonly string[]): Promise<(string | null)[]> {
  const { rows } = await db.execute<{ place: number; id: string }>(sql`
    select asked.place::int as place, t.id
    from json_array_elements_text(${JSON.stringify(names)}::json) with ordinality as asked (name, place)
    join tags t on t.project_id = ${projectId} and lower(t.name) = lower(asked.name) and t.deleted_at is null
    for share of t`);
  const ids = new Map(rows.map(({ place, id }) => [place, id]));
  return names.map((_, i) => ids.get(i + 1) ?? null);
}

/** Keeps what was told under names, the latest word of each. Whoever calls holds the names' customers. */
export async function keepMarks({ db, projectId }: Scope, marks: readonly Mark[]): Promise<void> {
  await db.execute(sql`
    insert into identity_tags as known (project_id, kind, value, tag_id, is_on, told_at)
    select distinct on (kind, value, "tagId") ${projectId}::int, kind, value, "tagId", "on", to_timestamp(at / 1000)
    from json_to_recordset(${JSON.stringify(marks)}::json) as r (kind identity_kind, value text, "tagId" uuid, "on" boolean, at float8)
    order by kind, value, "tagId", at desc, "on" desc
    on conflict (project_id, kind, value, tag_id) do update set is_on = excluded.is_on, told_at = excluded.told_at
    where (excluded.told_at, excluded.is_on) > (known.told_at, known.is_on)`);
}

export type Pair = { customerId: number; tagId: string };

/** Makes these tags of these customers what their names say together, and keeps the differences as facts. */
export const sumUpPairs = (tx: Scope, pairs: readonly Pair[], liveSince: Date): Promise<TagChange[]> =>
  sumUp(
    tx,
    sql`select distinct "customerId" as customer_id, "tagId" as tag_id
      from json_to_recordset(${JSON.stringify(pairs)}::json) as r ("customerId" bigint, "tagId" uuid)`,
    liveSince,
  );

/** The same for every tag of customers whose names came or went. Nothing of it is live. */
export async function sumUpTags(tx: Scope, customerIds: readonly number[]): Promise<void> {
  if (customerIds.length === 0) return;
  const ids = sql`${`{${customerIds.join()}}`}::bigint[]`;
  await sumUp(
    tx,
    sql`select customer_id, tag_id from customer_tags where project_id = ${tx.projectId} and customer_id = any(${ids})
      union select i.customer_id, m.tag_id from customer_identities i join identity_tags m using (project_id, kind, value)
      where i.project_id = ${tx.projectId} and i.customer_id = any(${ids})`,
    null,
  );
}

async function sumUp(tx: Scope, asked: SQL, liveSince: Date | null): Promise<TagChange[]> {
  const { db, projectId, clock } = tx;
  const now = sql`${clock.now().toISOString()}::timestamptz`;
  const { rows } = await db.execute<{ tagId: string; customerId: number; added: boolean; at: number }>(sql`
    with asked as (${asked}), latest as (
      select distinct on (customer_id, tag_id) a.customer_id, a.tag_id, m.is_on, m.told_at
      from asked a
      join customer_identities i on i.project_id = ${projectId} and i.customer_id = a.customer_id
      join identity_tags m on m.project_id = ${projectId} and m.kind = i.kind and m.value = i.value and m.tag_id = a.tag_id
      order by customer_id, tag_id, told_at desc, is_on desc
    ), flips as (
      select a.customer_id, a.tag_id, coalesce(l.is_on, false) as added, coalesce(l.told_at, ${now}) as at
      from asked a
      left join latest l using (customer_id, tag_id)
      left join customer_tags c on c.project_id = ${projectId} and c.tag_id = a.tag_id and c.customer_id = a.customer_id
      where coalesce(l.is_on, false) <> (c.customer_id is not null)
    ), put as (
      insert into customer_tags (project_id, tag_id, customer_id, added_at)
      select ${projectId}, tag_id, customer_id, at from flips where added order by tag_id, customer_id
      on conflict do nothing
    ), taken as (
      delete from customer_tags c using flips f
      where not f.added and c.project_id = ${projectId} and c.tag_id = f.tag_id and c.customer_id = f.customer_id
    )
    select tag_id as "tagId", customer_id as "customerId", added, (extract(epoch from at) * 1000)::float8 as at from flips`);
  const since = liveSince?.getTime() ?? Number.POSITIVE_INFINITY;
  const flips = rows.map((row) => ({ ...row, live: row.at >= since }));
  return keepChanges(tx, flips);
}

/** Keeps flips as facts with a time. */
async function keepChanges({ db, projectId, clock }: Scope, flips: readonly Omit<TagChange, "id">[]): Promise<TagChange[]> {
  if (flips.length === 0) return [];
  const now = clock.now();
  const rows = flips.map((flip) => ({ ...flip, id: newUuid(now.getTime()) }));
  await db.execute(sql`
    insert into tag_changes (project_id, id, tag_id, customer_id, added, live, at, created_at)
    select ${projectId}, id, "tagId", "customerId", added, live, to_timestamp(at / 1000), ${now.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as r
      (id uuid, "tagId" uuid, "customerId" bigint, added boolean, live boolean, at float8)`);
  return rows.map(({ id, tagId, ...row }) => ({ ...row, id: publicId("change", id), tagId: publicId("tag", tagId) }));
}
