import "server-only";
import { and, count, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { customers, events, messages } from "@/db/schema";
import { activeCrowdOf } from "@/lib/projects/active-crowd";
import { concernsOf } from "@/lib/projects/concerns";
import { getProject } from "@/lib/projects/queries";
import { type Compared, type Overview, PERIODS, type Period, beganAt } from "@/lib/projects/schema";
import { coursesOf } from "@/lib/projects/series";
import { requireGrant, type Scope } from "@/lib/scope";

const DAY = 24 * 60 * 60_000;
/** Counting more events than this would make a page slow for a number nobody reads to the last digit. */
const MOST_EVENTS = 1_000_000;

/** How a project fares, and what in it needs somebody. */
export async function homePageOf(scope: Scope, period: Period) {
  const [{ name, timeZone }, crowd, overview, courses, concerns] = await Promise.all([
    getProject(scope),
    activeCrowdOf(scope, period),
    overviewOf(scope, period),
    coursesOf(scope, period),
    concernsOf(scope),
  ]);
  return { name, timeZone, crowd, overview, courses, concerns };
}

type Span = { from: Date; to: Date };

/** What happened in the last N × 24 hours, beside the N × 24 hours before. */
export async function overviewOf(scope: Scope, period: Period): Promise<Overview> {
  requireGrant(scope, "project:read");
  const to = scope.clock.now();
  const from = beganAt(period, to);
  const before: Span = { from: new Date(from.getTime() - PERIODS[period] * DAY), to: from };
  const now: Span = { from, to: new Date(to.getTime() + DAY) }; // what arrives while this is read counts too
  const [total, [newNow, newBefore], active, [eventsNow, eventsBefore], [mailNow, mailBefore]] = await Promise.all([
    countCustomers(scope),
    both(now, before, (span) => countCustomers(scope, within(customers.createdAt, span))),
    countCustomers(scope, gte(customers.lastSeenAt, from)),
    both(now, before, (span) => countEvents(scope, span)),
    both(now, before, (span) => countMessages(scope, span)),
  ]);
  return {
    customers: total,
    newCustomers: { now: newNow, before: newBefore },
    activeCustomers: active,
    events: { ...compared(eventsNow, eventsBefore), atLeast: Math.max(eventsNow, eventsBefore) >= MOST_EVENTS },
    sent: compared(mailNow.sent, mailBefore.sent),
    skipped: compared(mailNow.skipped, mailBefore.skipped),
  };
}

const both = <T>(now: Span, before: Span, read: (span: Span) => Promise<T>): Promise<[T, T]> => Promise.all([read(now), read(before)]);
const compared = (now: number, before: number): Compared => ({ now, before });
const within = (column: typeof customers.createdAt, { from, to }: Span) => and(gte(column, from), lt(column, to));

const countCustomers = ({ db, projectId }: Scope, condition?: SQL): Promise<number> =>
  db.$count(customers, and(eq(customers.projectId, projectId), condition));

async function countEvents({ db, projectId }: Scope, { from, to }: Span): Promise<number> {
  const some = db
    .select({ one: sql`1`.as("one") })
    .from(events)
    .where(and(eq(events.projectId, projectId), gte(events.receivedAt, from), lt(events.receivedAt, to)))
    .limit(MOST_EVENTS)
    .as("some");
  const [row] = await db.select({ n: count() }).from(some);
  return row?.n ?? 0;
}

/** Emails that left, by the time they were claimed, and those that were not sent for a reason. */
async function countMessages({ db, projectId }: Scope, { from, to }: Span): Promise<{ sent: number; skipped: number }> {
  const [row] = await db
    .select({
      sent: sql<number>`count(*) filter (where ${messages.sentAt} is not null)`,
      skipped: sql<number>`count(*) filter (where ${messages.state} = 'skipped')`,
    })
    .from(messages)
    .where(and(eq(messages.projectId, projectId), gte(messages.createdAt, from), lt(messages.createdAt, to)));
  return row ?? { sent: 0, skipped: 0 };
}
