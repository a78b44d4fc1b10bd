import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import type { events } from "@/db/schema";
import type { Scope } from "@/lib/scope";

type Asked = {
  name?: string | undefined;
  /** Kinds of events, as their place in EVENT_KINDS. */
  kinds?: readonly number[] | undefined;
  /** Only what is older than this: a time (ms), and among events of that very time, those with a smaller id. Without an id none of them. */
  before?: { at: number; id: string | null } | undefined;
  limit: number;
};

type Row = Omit<typeof events.$inferSelect, "occurredAt" | "receivedAt"> & { occurred: number; received: number };

/**
 * A customer's events, the latest first. The index holds them name by name, so the newest of each name are read and merged:
 * that is a few rows for each of their names, also for somebody with a million events.
 */
export async function eventsOfCustomer({ db, projectId }: Scope, customerId: number, { name, kinds, before, limit }: Asked) {
  const of = sql`e.project_id = ${projectId} and e.customer_id = ${customerId}`;
  const names = name === undefined ? everyName(of) : sql`select ${name}::text as name`;
  const { rows } = await db.execute<Row>(sql`
    with recursive names as (${names})
    select e.project_id as "projectId", e.id, e.customer_id as "customerId", e.kind, e.source, e.name, e.properties, e.context,
      e.user_id as "userId", e.anonymous_id as "anonymousId", e.email,
      (extract(epoch from e.occurred_at) * 1000)::float8 as occurred, (extract(epoch from e.received_at) * 1000)::float8 as received
    from names cross join lateral (
      select * from events e where ${of} and e.name = names.name and ${older(before)} and ${ofKinds(kinds)}
      order by e.occurred_at desc, e.id desc limit ${limit}
    ) e
    order by e.occurred_at desc, e.id desc limit ${limit}`);
  return rows.map(({ occurred, received, ...row }) => ({
    ...row,
    id: publicId("event", row.id),
    occurredAt: new Date(occurred),
    receivedAt: new Date(received),
  }));
}

/** Each name once, by jumping from one to the next. */
const everyName = (of: SQL): SQL => sql`
  (select e.name from events e where ${of} order by e.name limit 1)
  union all
  select (select e.name from events e where ${of} and e.name > names.name order by e.name limit 1) from names where names.name is not null`;

function older(before: Asked["before"]): SQL {
  if (!before) return sql`true`;
  const at = sql`to_timestamp(${before.at}::float8 / 1000)`;
  return before.id === null ? sql`e.occurred_at < ${at}` : sql`(e.occurred_at, e.id) < (${at}, ${uuidOf("event", before.id)}::uuid)`;
}

const ofKinds = (kinds: readonly number[] | undefined): SQL => (kinds ? sql`e.kind = any(${`{${kinds.join()}}`}::smallint[])` : sql`true`);
