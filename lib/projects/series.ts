import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Course, type Courses, PERIODS, type Period, beganAt } from "@/lib/projects/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/** Into how many equal parts a period is cut: hours of a day, else days. */
const partsOf = (period: Period) => (period === "24h" ? 24 : PERIODS[period]);

/**
 * How new customers, events and sent emails went through the last N × 24 hours, part by part, beside the same parts of the time before.
 * A part is an hour or 24 hours and the last one ends now, so the parts of a period sum up to its figure.
 */
export async function coursesOf(scope: Scope, period: Period): Promise<Courses> {
  requireGrant(scope, "project:read");
  const { projectId, clock } = scope;
  const parts = partsOf(period);
  const to = clock.now();
  const from = beganAt(period, to);
  const cut = { parts, from, to, millis: (to.getTime() - from.getTime()) / parts };
  const [customers, events, sent] = await Promise.all([
    courseOf(scope, cut, sql`created_at`, sql`customers where project_id = ${projectId} and not is_erased`),
    courseOf(scope, cut, sql`received_at`, sql`events where project_id = ${projectId}`),
    courseOf(scope, cut, sql`created_at`, sql`messages where project_id = ${projectId} and sent_at is not null`),
  ]);
  const ends = Array.from({ length: parts }, (_, i) => new Date(from.getTime() + (i + 1) * cut.millis));
  return { began: from, ends, hourly: period === "24h", customers, events, sent };
}

type Cut = { parts: number; from: Date; to: Date; millis: number };

/** One pass over an index on the time, for both periods. */
async function courseOf({ db }: Scope, { parts, from, to, millis }: Cut, at: SQL, rows: SQL): Promise<Course> {
  const since = new Date(from.getTime() - (to.getTime() - from.getTime()));
  const counted = await db.execute<{ part: number; n: number }>(sql`
    select round(extract(epoch from begins - ${since}::timestamptz) * 1000 / ${millis}::float8)::int as part, n from (
      select date_bin(make_interval(secs => ${millis / 1_000}), ${at}, ${since}::timestamptz) as begins, count(*)::int as n
      from ${rows} and ${at} >= ${since}::timestamptz group by 1) binned`);
  const all = new Array<number>(2 * parts).fill(0);
  for (const { part, n } of counted.rows) // what arrives while this is read counts as of now
    all[Math.min(part, all.length - 1)]! += n;
  return { before: all.slice(0, parts), now: all.slice(parts) };
}
