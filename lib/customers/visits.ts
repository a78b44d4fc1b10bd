import "server-only";
import { sql } from "drizzle-orm";
import { millis } from "@/lib/customers/names";
import type { VisitedPage, VisitSummary } from "@/lib/customers/schema";
import { EVENT_KINDS, RESERVED_NAMES } from "@/lib/events/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/** Visits that are read, the latest first: a page of a profile must not wait for somebody's whole life. */
const MOST_VISITS = 10_000;
const MOST_PAGES = 20;

type Row = { url: string; title: string | null; count: number; first: number; last: number; visits: number; pages: number };

const KIND = EVENT_KINDS.indexOf("page");

/** The pages that somebody looked at most often. What follows ? or # in an address makes no other page, unless an app keeps its pages at #/. */
export async function visitsOf(scope: Scope, customerId: number): Promise<VisitSummary> {
  requireGrant(scope, "customers:read");
  const { db, projectId } = scope;
  const { rows } = await db.execute<Row>(sql`
    with visits as (
      select properties, occurred_at as at from events
      where project_id = ${projectId} and customer_id = ${customerId} and name = ${RESERVED_NAMES.page} and kind = ${KIND}
      order by occurred_at desc limit ${MOST_VISITS}
    )
    select regexp_replace(coalesce(properties ->> 'url', properties ->> 'path', properties ->> 'name', 'Unknown'), '#(?!!?/).*|[?][^#]*', '', 'g') as url,
      (array_agg(properties ->> 'title' order by at desc) filter (where properties ->> 'title' <> ''))[1] as title,
      count(*)::int as count, ${millis("min(at)")} as first, ${millis("max(at)")} as last,
      (sum(count(*)) over ())::int as visits, (count(*) over ())::int as pages
    from visits group by 1 order by count(*) desc, max(at) desc, 1 limit ${MOST_PAGES}`);
  return {
    visits: rows[0]?.visits ?? 0,
    orMore: (rows[0]?.visits ?? 0) >= MOST_VISITS,
    pages: rows[0]?.pages ?? 0,
    top: rows.map(visited),
  };
}

const visited = ({ url, title, count, first, last }: Row): VisitedPage => ({
  url,
  title,
  count,
  firstAt: new Date(first),
  lastAt: new Date(last),
});
