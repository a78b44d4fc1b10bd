import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Colour, DEFAULT_COLOUR } from "@/lib/colours/schema";
import { notFound } from "@/lib/errors";
import { type EventType, type ListEventTypes, ShownEventType } from "@/lib/events/catalogue/schema";
import { RESERVED_NAMES } from "@/lib/events/schema";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { requireGrant, type Scope } from "@/lib/scope";
import { told } from "@/lib/told";

const MOST = 10_000;
const DAY = 24 * 60 * 60_000;
const OURS = new Set<string>(Object.values(RESERVED_NAMES));

type Row = { name: string; description: string | null; colour: Colour | null; first: number | null; last: number | null; day: number };

/** The names of events ever seen, and ours, by name. */
export async function listEventTypes(scope: Scope, { q, limit, cursor }: ListEventTypes): Promise<Page<EventType>> {
  requireGrant(scope, "events:read");
  const found = q ? sql`strpos(lower(name), lower(${q})) > 0` : sql`true`;
  const after = cursor ? sql`name > ${String(decodeCursor(cursor)[0])}` : sql`true`;
  return pageOf(await read(scope, sql`${found} and ${after}`, limit + 1), limit, ({ name }) => [name]);
}

export async function getEventType(scope: Scope, name: string): Promise<EventType> {
  requireGrant(scope, "events:read");
  const [type] = await read(scope, sql`name = ${name}`, 1);
  if (!type) throw notFound("event");
  return type;
}

async function read({ db, projectId, clock }: Scope, where: SQL, limit: number): Promise<EventType[]> {
  const since = new Date(clock.now().getTime() - DAY).toISOString();
  const { rows } = await db.execute<Row>(sql`
    with known as (
      select name, description, colour, first_seen_at, last_seen_at from event_names where project_id = ${projectId}
      union all
      select ours.name, null, null, null, null from json_array_elements_text(${JSON.stringify([...OURS])}::json) as ours (name)
      where not exists (select 1 from event_names e where e.project_id = ${projectId} and e.name = ours.name)
    ), page as (select * from known where ${where} order by name limit ${limit})
    select name, description, colour, (extract(epoch from first_seen_at) * 1000)::float8 as first,
      (extract(epoch from last_seen_at) * 1000)::float8 as last,
      (select count(*)::int from (select 1 from events e where e.project_id = ${projectId} and e.name = page.name
        and e.occurred_at >= ${since}::timestamptz limit ${MOST + 1}) counted) as day
    from page order by name`);
  return rows.map(({ name, description, colour, first, last, day }) => ({
    name,
    description,
    colour: colour ?? DEFAULT_COLOUR,
    isOurs: OURS.has(name),
    firstSeenAt: first === null ? null : new Date(first),
    lastSeenAt: last === null ? null : new Date(last),
    lastDay: Math.min(day, MOST),
    orMore: day > MOST,
  }));
}

/** A name as the API shows it. */
export const shownEventType = (type: EventType): ShownEventType =>
  told(ShownEventType, { ...type, reserved: type.isOurs, last24Hours: type.lastDay });
