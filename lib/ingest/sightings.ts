import "server-only";
import { sql } from "drizzle-orm";
import { keyOf, type Name, type NameKey } from "@/lib/customers/claims";
import type { KnownName } from "@/lib/customers/names";
import { BURST_MINUTES } from "@/lib/customers/sessions";
import type { Item } from "@/lib/ingest/item";
import type { Scope } from "@/lib/scope";

const MINUTE = 60_000;

type Sighting = Name & { ms: number };

/**
 * Keeps when people were there, under the name they came with, to the minute: as stretches of time, merged by union, so that neither order
 * nor repetition of what we are told matters. A minute that is kept already is not written again, however much happened in it.
 */
export async function keepSightings(
  { db, projectId }: Scope,
  items: readonly Item[],
  known: ReadonlyMap<NameKey, KnownName>,
): Promise<void> {
  const sightings = sightingsOf(items, known);
  if (sightings.length === 0) return;
  await db.execute(sql`
    with told as (
      select kind, value, (at at time zone 'UTC')::date as day, tstzrange(at, at + interval '${sql.raw(String(BURST_MINUTES))} minutes') as span
      from json_to_recordset(${JSON.stringify(sightings)}::json) as r (kind identity_kind, value text, ms float8),
        lateral (select to_timestamp(ms / 1000) as at) as moment
    )
    insert into sightings as s (project_id, kind, value, day, spans)
    select ${projectId}::int, kind, value, day, range_agg(span) from told
    where not exists (select from sightings before where before.project_id = ${projectId} and before.kind = told.kind
      and before.value = told.value and before.day = told.day and before.spans @> told.span)
    group by kind, value, day order by kind, value, day
    on conflict (project_id, kind, value, day) do update set spans = s.spans + excluded.spans`);
}

function sightingsOf(items: readonly Item[], known: ReadonlyMap<NameKey, KnownName>): Sighting[] {
  const sightings = new Map<string, Sighting>();
  for (const { call, subject, at } of items) {
    const minute = at - (at % MINUTE);
    const key = keyOf(subject);
    if (call.passive || known.get(key)?.lastSeen === minute) continue;
    sightings.set(`${minute} ${key}`, { ...subject, ms: minute });
  }
  return [...sightings.values()];
}
