import "server-only";
import { sql } from "drizzle-orm";
import { type Aimed, reasonedPeople, segmentsIn } from "@/lib/broadcasts/audience";
import type { Estimate, SkippedBy } from "@/lib/broadcasts/schema";
import { SKIP_REASONS, type SkipReason } from "@/lib/messages/schema";
import { requireGrant, type Scope } from "@/lib/scope";

const MONTH = 30 * 86_400_000;

/** Who would get it at this moment, and why the others would not; and how much was sent lately, because broadcasts are to be sent sparingly. */
export async function estimateOf(scope: Scope, aimed: Aimed): Promise<Estimate> {
  requireGrant(scope, "broadcasts:read");
  await segmentsIn(scope, aimed.audience);
  const [people, recent] = await Promise.all([countPeople(scope, aimed), recentlySent(scope)]);
  return {
    ...recent,
    matched: people.reduce((sum, { n }) => sum + n, 0),
    willReceive: people.find(({ reason }) => reason === null)?.n ?? 0,
    skipped: inOrder(people.flatMap(({ reason, n }) => (reason === null ? [] : [{ reason, people: n }]))),
  };
}

/** Reasons in the one order in which they are asked; what is not among ours comes last. */
export const inOrder = (skipped: SkippedBy): SkippedBy =>
  skipped.toSorted((a, b) => placeOf(a.reason) - placeOf(b.reason) || (a.reason < b.reason ? -1 : 1));

function placeOf(reason: string): number {
  const place = SKIP_REASONS.indexOf(reason as SkipReason);
  return place === -1 ? SKIP_REASONS.length : place;
}

async function countPeople(scope: Scope, aimed: Aimed) {
  const { rows } = await scope.db.execute<{ reason: string | null; n: number }>(
    sql`select reason, count(*)::int as n from (${await reasonedPeople(scope, aimed)}) people group by reason`,
  );
  return rows;
}

async function recentlySent({ db, projectId, clock }: Scope): Promise<Pick<Estimate, "total" | "lastSentAt" | "gotThree">> {
  const since = new Date(clock.now().getTime() - MONTH).toISOString();
  const { rows } = await db.execute<{ total: number; last: number | null; three: number }>(sql`select
    (select count(*)::int from customers where project_id = ${projectId} and not is_erased) as total,
    (select (extract(epoch from max(started_at)) * 1000)::float8 from broadcasts where project_id = ${projectId}) as last,
    (select count(*)::int from (
      select 1 from messages m
      where m.project_id = ${projectId} and m.customer_id is not null and m.source = 'broadcast' and m.sent_at >= ${since}::timestamptz and m.created_at >= ${since}::timestamptz
      group by m.customer_id having count(*) >= 3) often) as three`);
  const { total, last, three } = rows[0] ?? { total: 0, last: null, three: 0 };
  return { total, lastSentAt: last === null ? null : new Date(last), gotThree: three };
}
