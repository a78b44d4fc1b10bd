import "server-only";
import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { publicId } from "@/db/ids";
import { automationRuns, tagChanges } from "@/db/schema";
import { advance } from "@/lib/automations/advancing";
import { UNFINISHED } from "@/lib/automations/schema";
import { startOnEvents, startOnTags } from "@/lib/automations/starting";
import { recordCallsWithin } from "@/lib/ingest/record";
import { SAMPLE_FLOWS } from "@/lib/sample/flows";
import type { Moment } from "@/lib/sample/making";
import { DAY, parted, type Told } from "@/lib/sample/story";
import type { Past } from "@/lib/sample/time";

/** Calls to one recording. */
const MOST = 500;

/** Records what was told before the days that follow. */
export async function importBefore({ scope, clock }: Past, calls: readonly Told[]): Promise<void> {
  const source = { source: "api", receivedAt: clock.now() } as const;
  for (let i = 0; i < calls.length; i += MOST) await recordCallsWithin(scope, calls.slice(i, i + MOST), source);
}

/**
 * Lives through the days: records what was told as it came, lets people into automations and takes them on, each at their time, and has
 * what else happens happen in between. Ends at `now` (ms), with everybody where they are then.
 */
export async function live(past: Past, calls: readonly Told[], moments: readonly Moment[], now: number): Promise<void> {
  const ahead = [...moments].sort((a, b) => a.at - b.at);
  const begins = (call: Told) => SAMPLE_FLOWS.some((flow) => call.at >= now - flow.liveForDays * DAY && flow.begins(call));
  for (const [n, part] of parted(calls, MOST, begins).entries()) {
    if (n % 80 === 0) await lookAnew(past);
    await until(past, part[0]!.at, ahead);
    past.clock.moveTo(part.at(-1)!.at);
    await recordPart(past, part, begins(part.at(-1)!));
  }
  await until(past, now, ahead);
}

/** Does all that is due by then, in order. */
async function until(past: Past, millis: number, ahead: Moment[]): Promise<void> {
  while (ahead[0] && ahead[0].at <= millis) {
    const moment = ahead.shift()!;
    await takeOn(past, moment.at);
    past.clock.moveTo(moment.at);
    await moment.does();
  }
  await takeOn(past, millis);
}

/**
 * Tells Postgres how much there is by now, which it learns by itself only of what is committed: planned as if all were empty, this would
 * take ten times as long. Of the wide columns nothing is asked, and looking at those takes most of the time.
 */
const lookAnew = ({ scope }: Past) =>
  scope.db.execute(sql`analyze customers (project_id, id), customer_identities (project_id, kind, value, customer_id), identity_tags (project_id),
    customer_tags (project_id, tag_id, customer_id), sightings (project_id), events (project_id, customer_id, occurred_at),
    messages (project_id, id), automation_runs (project_id, id, status)`);

/** Whatever begins something is the last of a part, so that the clock stands where it happened. */
async function recordPart(past: Past, part: readonly Told[], begins: boolean): Promise<void> {
  const { scope, job, clock } = past;
  const outcomes = await recordCallsWithin(scope, part, { source: "segment", receivedAt: clock.now() });
  const outcome = outcomes.at(-1)!;
  if (!begins || outcome.state === "rejected") return;
  const ids = outcome.event ? [publicId("event", outcome.event)] : await changesNow(past);
  const started = outcome.event ? await startOnEvents(job, ids) : await startOnTags(job, ids);
  if (started > 0) await takeOn(past, clock.now().getTime());
}

/** The tags that were put on by what was recorded just now. */
async function changesNow({ scope: { db, projectId }, clock }: Past): Promise<string[]> {
  const rows = await db
    .select({ id: tagChanges.id })
    .from(tagChanges)
    .where(and(eq(tagChanges.projectId, projectId), eq(tagChanges.at, clock.now())));
  return rows.map(({ id }) => id);
}

/** Takes on everybody whose time comes until then, each at their time, as the durable engine would have. */
async function takeOn({ job, clock }: Past, millis: number): Promise<void> {
  const { projectId, id, status, dueAt } = automationRuns;
  for (;;) {
    const due = await job.db
      .select({ id, dueAt })
      .from(automationRuns)
      .where(and(eq(projectId, job.projectId), inArray(status, UNFINISHED), lte(dueAt, new Date(millis))))
      .orderBy(asc(dueAt));
    if (due.length === 0) return;
    for (const run of due) {
      clock.moveTo(run.dueAt!.getTime());
      while ((await advance(job, run.id)).state === "goes_on");
    }
  }
}
