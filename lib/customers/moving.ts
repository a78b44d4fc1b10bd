import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Placement } from "@/lib/customers/placing";
import type { Scope } from "@/lib/scope";
import { withSegmentsLocked } from "@/lib/segments/lock";

type Way = { from: number; to: number };

/**
 * Customers that turned out to be another one: everything of theirs goes there, nothing is lost, and they are no more.
 * Events keep the names they came under, so a person can undo it. What one of their addresses has left, the other has left too. Where both
 * have a row that may exist once, runs and messages stay as history under a key of their own, and an unfinished run of the one that goes ends.
 */
export async function mergeCustomers(tx: Scope, merged: Placement["merged"]): Promise<void> {
  if (merged.length === 0) return;
  const [round, later] = firstOfEach(merged);
  await withSegmentsLocked(tx, async ({ db, projectId, clock }) => {
    for (const move of MOVES) await db.execute(move(ways(round), projectId, clock.now()));
  });
  await mergeCustomers(tx, later);
}

/** One at a time into the same customer, so that two who join have their clashes settled one after the other. */
function firstOfEach(merged: Way[]): [first: Way[], rest: Way[]] {
  const first = new Map<number, Way>();
  for (const way of merged) if (!first.has(way.to)) first.set(way.to, way);
  return [[...first.values()], merged.filter((way) => first.get(way.to) !== way)];
}

const ways = (merged: Way[]) => sql`json_to_recordset(${JSON.stringify(merged)}::json) as way ("from" bigint, "to" bigint)`;

/** How each table takes a merge, in order. The next tenant table that points at customers adds its row here. */
const MOVES: ((way: SQL, projectId: number, now: Date) => SQL)[] = [
  moves("customer_identities"),
  moves("events"),
  moves("segment_changes"),
  moves("customer_merges"),
  (way, projectId, now) => sql`
    insert into unsubscribes (project_id, address_hash, topic, source, created_at)
    select distinct ${projectId}::int, mine.email_hash, u.topic, 'merge', ${now.toISOString()}::timestamptz
    from ${way} join customers a on a.project_id = ${projectId} and a.id = way."from" join customers b on b.project_id = ${projectId} and b.id = way."to"
    cross join lateral (values (a.email_hash, b.email_hash), (b.email_hash, a.email_hash)) as mine (email_hash, other)
    join unsubscribes u on u.project_id = ${projectId} and u.address_hash = mine.other
    where mine.email_hash is not null on conflict do nothing`,
  (way, projectId) => sql`
    with gone as (
      delete from segment_customers m using ${way} where m.project_id = ${projectId} and m.customer_id = way."from"
      returning m.segment_id, way."to", m.entered_at
    ), kept as (
      insert into segment_customers (project_id, segment_id, customer_id, entered_at)
      select ${projectId}, segment_id, "to", min(entered_at) from gone group by segment_id, "to" order by segment_id, "to" on conflict do nothing
      returning segment_id
    ), change as (
      select segment_id, sum(n)::int as n from (select segment_id, -1 as n from gone union all select segment_id, 1 from kept) as rows group by segment_id
    )
    update segments s set size = s.size + change.n
    from change where s.project_id = ${projectId} and s.id = change.segment_id`,
  moves("tag_changes"),
  (way, projectId) => sql`
    with gone as (
      delete from customer_tags c using ${way} where c.project_id = ${projectId} and c.customer_id = way."from"
      returning c.tag_id, way."to", c.added_at
    )
    insert into customer_tags (project_id, tag_id, customer_id, added_at)
    select ${projectId}, tag_id, "to", min(added_at) from gone group by tag_id, "to" order by tag_id, "to" on conflict do nothing`,
  (way, projectId) => sql`delete from segment_due d using ${way} where d.project_id = ${projectId} and d.customer_id = way."from"`,
  (way, projectId, now) => sql`
    update automation_runs r set customer_id = way."to", entry_key = r.entry_key || ' of ' || c.public_id,
      status = case when r.status in ('active', 'waiting') then 'exited' else r.status end,
      ended_at = coalesce(r.ended_at, ${now.toISOString()}::timestamptz), due_at = null,
      ended_because = case when r.status in ('active', 'waiting') then 'became one customer with somebody who is in this automation' else r.ended_because end
    from ${way}, customers c, automation_runs other
    where r.project_id = ${projectId} and r.customer_id = way."from" and c.project_id = ${projectId} and c.id = way."from"
      and other.project_id = ${projectId} and other.customer_id = way."to" and other.automation_id = r.automation_id and other.entry_key = r.entry_key`,
  moves("automation_runs"),
  (way, projectId) => sql`
    update messages m set customer_id = way."to", place = m.place || ' of ' || c.public_id
    from ${way}, customers c, messages other
    where m.project_id = ${projectId} and m.customer_id = way."from" and c.project_id = ${projectId} and c.id = way."from"
      and other.project_id = ${projectId} and other.customer_id = way."to" and other.source = m.source
      and other.source_id = m.source_id and other.place = m.place`,
  moves("messages"),
  (way, projectId) => sql`
    delete from broadcast_recipients r using ${way}, broadcast_recipients other
    where r.project_id = ${projectId} and r.customer_id = way."from"
      and other.project_id = ${projectId} and other.customer_id = way."to" and other.broadcast_id = r.broadcast_id`,
  moves("broadcast_recipients"),
  (way, projectId) =>
    sql`update identity_conflicts t set holder_id = way."to" from ${way} where t.project_id = ${projectId} and t.holder_id = way."from"`,
  (way, projectId) =>
    sql`update identity_conflicts t set claimant_id = way."to" from ${way} where t.project_id = ${projectId} and t.claimant_id = way."from"`,
  (way, projectId) => sql`delete from customers t using ${way} where t.project_id = ${projectId} and t.id = way."from"`,
];

function moves(table: string) {
  return (way: SQL, projectId: number) =>
    sql`update ${sql.identifier(table)} t set customer_id = way."to" from ${way} where t.project_id = ${projectId} and t.customer_id = way."from"`;
}

/** Names that belong to another customer after all, with all that hangs under them and the events that came under them. */
export async function moveNames({ db, projectId }: Scope, moved: Placement["moved"]): Promise<void> {
  if (moved.length === 0) return;
  const told = JSON.stringify(moved.map(({ name, from, to }) => ({ ...name, from, to })));
  const own = sql`select kind, value collate "C" as value, "from", "to" from json_to_recordset(${told}::json) as own (kind identity_kind, value text, "from" bigint, "to" bigint)`;
  const { rows } = await db.execute<{ kind: string; value: string; from: number; to: number }>(sql`
    with recursive own as (${own}), way as (
      select * from own
      union select t.kind, t.value, way."from", way."to" from way join customer_identities t
        on t.project_id = ${projectId} and t.customer_id = way."from" and coalesce(t.hand_kind, t.claimant_kind) = way.kind
        and coalesce(t.hand_value, t.claimant_value) = way.value and not exists (select from own where own.kind = t.kind and own.value = t.value)
    )
    update customer_identities t set customer_id = way."to" from way
    where t.project_id = ${projectId} and t.customer_id = way."from" and t.kind = way.kind and t.value = way.value
    returning t.kind, t.value, way."from", way."to"`);
  await db.execute(sql`
    update events t set customer_id = way."to"
    from json_to_recordset(${JSON.stringify(rows)}::json) as way (kind identity_kind, value text, "from" bigint, "to" bigint)
    where t.project_id = ${projectId} and t.customer_id = way."from" and case way.kind
      when 'user_id' then t.user_id = way.value
      when 'anonymous_id' then t.user_id is null and t.anonymous_id = way.value
      when 'email' then t.user_id is null and t.anonymous_id is null and t.email = way.value end`);
  await db.execute(sql`
    update customer_merges m set customer_id = i.customer_id from customer_identities i
    where m.project_id = ${projectId} and m.customer_id = any(${`{${[...new Set(moved.map(({ from }) => from))].join()}}`}::bigint[])
      and i.project_id = ${projectId} and i.kind = m.kind and i.value = m.value and i.customer_id <> m.customer_id`);
}
