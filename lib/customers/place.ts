import "server-only";
import { and, eq, lt, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { automationRunSteps, automationRuns } from "@/db/schema";
import type { TimelineKind } from "@/lib/customers/schema";
import { decodeCursor } from "@/lib/paging/cursor";

/** A place on a customer's line of time: a time (ms), and among what has that very time, a kind and an id. */
export type Place = { at: number; rank: number; id: string };

/** The order of what happened at the very same time, the latest first: what somebody did is what the rest came of. Page visits are events. */
const RANKS: Record<TimelineKind, number> = { message: 0, automation: 1, segment: 2, tag: 3, merge: 4, unsubscribe: 5, event: 6, page: 6 };
export const rankOf = (kind: TimelineKind) => RANKS[kind];

export function placeIn(cursor: string): Place {
  const [at, rank, id] = decodeCursor(cursor);
  return { at: Number(at), rank: Number(rank), id: String(id) };
}

/** Rows beyond the place, where times are kept finer than a cursor tells them. */
export function beyond(place: Place | null, kind: TimelineKind, at: AnyPgColumn, id: AnyPgColumn): SQL | undefined {
  if (!place) return undefined;
  const rank = rankOf(kind);
  const tick = sql`date_trunc('milliseconds', ${at})`;
  const then = sql`to_timestamp(${place.at}::float8 / 1000)`;
  const sameTick = rank < place.rank ? sql`false` : rank > place.rank ? sql`true` : lt(id, place.id);
  return and(
    lt(at, sql`to_timestamp((${place.at}::float8 + 1) / 1000)`),
    or(sql`${tick} < ${then}`, and(sql`${tick} = ${then}`, sameTick)),
  );
}

/** Visits to steps beyond the place: one has no id of its own, its run and its number are one. */
export function beyondStep(place: Place | null): SQL | undefined {
  if (!place) return undefined;
  const [run = "", visit = ""] = place.id.split(" ");
  const { at } = automationRunSteps;
  const earlier = beyond({ ...place, id: run }, "automation", at, automationRuns.id);
  if (rankOf("automation") !== place.rank) return earlier;
  const then = sql`date_trunc('milliseconds', ${at}) = to_timestamp(${place.at}::float8 / 1000)`;
  return or(earlier, and(then, eq(automationRuns.id, run), lt(automationRunSteps.visit, Number(visit))));
}
