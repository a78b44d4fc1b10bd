import "server-only";
import { and, count, eq, gte, not, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import { activeCrowdOf } from "@/lib/projects/active-crowd";
import { concernsOf } from "@/lib/projects/concerns";
import { emailsOf } from "@/lib/projects/emails";
import { getProject } from "@/lib/projects/queries";
import { type Compared, type Course, type Overview, type Period, beganAt } from "@/lib/projects/schema";
import { coursesOf } from "@/lib/projects/series";
import { COUNTABLE, remembered } from "@/lib/remembered";
import { requireGrant, type Scope } from "@/lib/scope";

const DAY = 24 * 60 * 60_000;

/** How a project fares, and what in it needs somebody. Where there is much to count, it was done a moment ago, at `counted`. */
export async function homePageOf(scope: Scope, period: Period) {
  requireGrant(scope, "project:read");
  const [{ name, timeZone }, crowd, { value: overview, at: counted }, concerns] = await Promise.all([
    getProject(scope),
    activeCrowdOf(scope, period),
    remembered(scope, `overview ${period}`, { find: () => overviewOf(scope, period), isMuch }),
    concernsOf(scope),
  ]);
  return { name, timeZone, crowd, overview, concerns, counted, now: scope.clock.now() };
}

const isMuch = ({ customers, events }: Overview) => customers + events.now + events.before > COUNTABLE;

/** What happened in the last N × 24 hours, beside the N × 24 hours before. */
export async function overviewOf(scope: Scope, period: Period): Promise<Overview> {
  requireGrant(scope, "project:read");
  const now = scope.clock.now();
  const from = beganAt(period, now);
  const before = beganAt(period, from);
  const to = new Date(now.getTime() + DAY); // what arrives while this is read counts too
  const [people, courses, emails, emailsBefore] = await Promise.all([
    countPeople(scope, from),
    coursesOf(scope, period),
    emailsOf(scope, from, to),
    emailsOf(scope, before, from),
  ]);
  return {
    ...people,
    newCustomers: summed(courses.customers),
    events: summed(courses.events),
    sent: { now: emails.sent, before: emailsBefore.sent },
    skipped: { now: emails.skipped, before: emailsBefore.skipped },
    emails,
    courses,
  };
}

const sum = (parts: number[]) => parts.reduce((all, part) => all + part, 0);
const summed = ({ now, before }: Course): Compared => ({ now: sum(now), before: sum(before) });

async function countPeople({ db, projectId }: Scope, from: Date): Promise<Pick<Overview, "customers" | "activeCustomers">> {
  const [people] = await db
    .select({ customers: count(), activeCustomers: sql<number>`count(*) filter (where ${gte(customers.lastSeenAt, from)})` })
    .from(customers)
    .where(and(eq(customers.projectId, projectId), not(customers.isErased)));
  return people!;
}
