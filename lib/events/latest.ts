import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import type { events } from "@/db/schema";
import type { Scope } from "@/lib/scope";

type Asked = {
  /** Whose, by their narrow id. Left out: everybody's. */
  customerId?: number | undefined;
  name?: string | undefined;
  /** What the name begins with, in capitals or not. */
  beginning?: string | undefined;
  /** Kinds of events, as their place in EVENT_KINDS. */
  kinds?: readonly number[] | undefined;
  /** Only what is older than this: a time (ms), and among events of that very time, those with a smaller id. Without an id none of them. */
  before?: { at: number; id: string | null } | undefined;
  limit: number;
};

type Row = Omit<typeof events.$inferSelect, "occurredAt" | "receivedAt"> & { occurred: number; received: number; customer: string };

/**
 * The events of a customer or of some names, the latest first. Indexes hold them name by name, so the newest of each name are read and
 * merged: that is a few rows for each of the names, also for somebody with a million events.
 */
export async function latestEvents({ db, projectId }: Scope, { kinds, before, limit, ...asked }: Asked) {
  const of =
    asked.customerId === undefined ? ofAnybody(projectId) : sql`e.project_id = ${projectId} and e.customer_id = ${asked.customerId}`;
  const { rows } = await db.execute<Row>(sql`
    with recursive names as (${namesAsked(projectId, of, asked)})
    select e.project_id as "projectId", e.id, e.customer_id as "customerId", e.kind, e.source, e.name, e.properties, e.context,
      e.user_id as "userId", e.anonymous_id as "anonymousId", e.email,
      (extract(epoch from e.occurred_at) * 1000)::float8 as occurred, (extract(epoch from e.received_at) * 1000)::float8 as received,
      (select c.public_id from customers c where c.project_id = e.project_id and c.id = e.customer_id) as customer
    from names cross join lateral (
      select * from events e where ${of} and e.name = names.name and ${older(before)} and ${ofKinds(kinds)}
      order by e.occurred_at desc, e.id desc limit ${limit}
    ) e
    order by e.occurred_at desc, e.id desc limit ${limit}`);
  return rows.map(({ occurred, received, customer, ...row }) => ({
    ...row,
    id: publicId("event", row.id),
    customer: publicId("customer", customer),
    occurredAt: new Date(occurred),
    receivedAt: new Date(received),
  }));
}

const ofAnybody = (projectId: number): SQL => sql`e.project_id = ${projectId}
  and exists (select 1 from customers c where c.project_id = e.project_id and c.id = e.customer_id and not c.is_erased)`;

function namesAsked(projectId: number, of: SQL, { name, beginning }: Pick<Asked, "name" | "beginning">): SQL {
  if (beginning === undefined) return name === undefined ? everyName(of) : sql`select ${name}::text as name`;
  const isAsked = name === undefined ? sql`true` : sql`name = ${name}`;
  return sql`select name from event_names where project_id = ${projectId} and starts_with(lower(name), lower(${beginning})) and ${isAsked}`;
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
