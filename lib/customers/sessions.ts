import "server-only";
import { sql } from "drizzle-orm";
import { millis } from "@/lib/customers/names";
import type { Sessions } from "@/lib/customers/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/** Minutes for which somebody counts as still there after they did something. It is the shortest session window that a project can have. */
export const BURST_MINUTES = 5;

type Row = { count: number; began: number | null };

/**
 * How often somebody came: a session ends when nothing was heard of them for the project's window. It is counted from all the times they
 * were there under any of their names, so it is the same in whatever order we were told, and a changed window counts for the past too.
 */
export async function sessionsOf(scope: Scope, customerId: number): Promise<Sessions> {
  requireGrant(scope, "customers:read");
  const { db, projectId } = scope;
  const { rows } = await db.execute<Row>(sql`
    with stretches as (
      select unnest(range_agg(s.spans)) as span from sightings s join customer_identities i using (project_id, kind, value)
      where i.project_id = ${projectId} and i.customer_id = ${customerId}
    ), begun as (
      select lower(span) as at, lag(upper(span)) over (order by lower(span)) as heard from stretches
    )
    select count(*)::int as count, ${millis("max(at)")} as began from begun
    where heard is null or at - heard > (select session_minutes - ${BURST_MINUTES}::int from projects where id = ${projectId}) * interval '1 minute'`);
  const { count, began } = rows[0] ?? { count: 0, began: null };
  return { count, lastBeganAt: began === null ? null : new Date(began) };
}
