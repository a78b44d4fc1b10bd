import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { events } from "@/db/schema";
import type { DayVolume, PropertyCatalogue } from "@/lib/events/catalogue/schema";
import { patiently } from "@/lib/patience";
import { requireGrant, type Scope } from "@/lib/scope";

const DAYS = 30;
const LOOKED = 500;
const TOP = 5;
const MOST_KEYS = 100;

/** How often an event happened on each of the last 30 days in the project's zone, today last. Null where counting took too long. */
export async function volumeOf(scope: Scope, name: string, timeZone: string): Promise<DayVolume[] | null> {
  requireGrant(scope, "events:read");
  const today = sql`(${scope.clock.now().toISOString()}::timestamptz at time zone ${timeZone})::date`;
  return patiently<DayVolume>(
    scope,
    sql`select to_char(days.day, 'YYYY-MM-DD') as day, coalesce(counted.n, 0)::int as count
      from (select (${today} - back)::date as day from generate_series(0, ${DAYS - 1}) back) days
      left join (
        select (occurred_at at time zone ${timeZone})::date as day, count(*) as n from events
        where project_id = ${scope.projectId} and name = ${name}
          and occurred_at >= ((${today} - ${DAYS - 1}::int)::timestamp at time zone ${timeZone})
        group by 1
      ) counted on counted.day = days.day
      order by days.day`,
  );
}

/** What the latest events say: which properties they have, of which types, and their most frequent values. */
export async function propertiesOf(scope: Scope, name: string): Promise<PropertyCatalogue> {
  requireGrant(scope, "events:read");
  const rows = await scope.db
    .select({ properties: events.properties })
    .from(events)
    .where(and(eq(events.projectId, scope.projectId), eq(events.name, name)))
    .orderBy(desc(events.occurredAt))
    .limit(LOOKED);
  const byKey = new Map<string, unknown[]>();
  for (const { properties } of rows)
    for (const [key, value] of Object.entries(properties)) byKey.set(key, [...(byKey.get(key) ?? []), value]);
  const properties = [...byKey]
    .sort(([a, all], [b, others]) => others.length - all.length || (a < b ? -1 : 1))
    .slice(0, MOST_KEYS)
    .map(([key, values]) => ({ key, events: values.length, types: [...new Set(values.map(typeOf))].sort(), ...mostFrequent(values) }));
  return { looked: rows.length, properties };
}

function mostFrequent(values: readonly unknown[]) {
  const counted = Map.groupBy(values, (value) => JSON.stringify(value));
  const top = [...counted.values()].sort((a, b) => b.length - a.length).slice(0, TOP);
  return { distinct: counted.size, top: top.map((same) => ({ value: same[0], events: same.length })) };
}

const typeOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
