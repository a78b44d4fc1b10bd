import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import { replayIdOf } from "@/inngest/engine/event";
import { notFound } from "@/lib/errors";
import { HELD } from "@/lib/jobs/functions";
import { ownsEverything, reach } from "@/lib/jobs/reach";
import type { FullJob, JobOwner, JobRow, JobState, JobStep, JobWait, ListJobs } from "@/lib/jobs/schema";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { requireGrant, type Scope } from "@/lib/scope";

type Row = {
  uuid: string;
  projectId: number;
  functionId: string;
  name: string | null;
  state: JobState;
  because: string | null;
  begunAt: string;
  endedAt: string | null;
  result: string | null;
};

const LONGEST = 20_000; // of what a step answered, or a job was given: the beginning of more than a page can show

const JOB = sql`
  r.id as uuid, r.project_id as "projectId", r.function_id as "functionId", r.created_at as "begunAt", r.ended_at as "endedAt",
  (select name from engine_functions f where f.id = r.function_id) as name,
  substring(left(r.events, 2000) from '"name":"([^"]*)"') as because, left(r.result, ${LONGEST}) as result,
  case when r.status <> 'live' then r.status::text
    when exists (select from engine_calls c where c.run_id = r.id and ${HELD}) then 'running'
    when exists (select from engine_calls c where c.run_id = r.id) then 'ready'
    when exists (select from engine_timers t where t.run_id = r.id and t.kind = 'call' and t.attempt > 0) then 'retrying'
    else 'waiting' end as state`;

/** Jobs, the latest first. */
export async function listJobs(scope: Scope, asked: ListJobs & { limit: number }): Promise<Page<JobRow>> {
  const projectId = await reach(scope, "jobs:read", asked.of);
  const { limit, cursor, status } = asked;
  const conditions: SQL[] = [sql`r.project_id = ${projectId}`];
  if (asked.function) conditions.push(sql`r.function_id = ${asked.function}`);
  if (status === "live") conditions.push(sql`r.ended_at is null`);
  if (status) conditions.push(sql`r.status = ${status}`);
  if (cursor) conditions.push(sql`r.id < ${uuidOf("job", String(decodeCursor(cursor)[0]))}`);
  const { rows } = await scope.db.execute<Row>(
    sql`select ${JOB} from engine_runs r where ${sql.join(conditions, sql` and `)} order by r.id desc limit ${limit + 1}`,
  );
  return pageOf(rows.map(jobOf), limit, ({ id }) => [id]);
}

/** One job, if it is in reach: with what it was given, what each of its steps answered, and what it waits for. */
export async function getJob(scope: Scope, id: string): Promise<FullJob> {
  requireGrant(scope, "jobs:read");
  const uuid = uuidOf("job", id);
  const { rows } = await scope.db.execute<Row & { events: string; again: string | null }>(sql`
    select ${JOB}, left(r.events, ${LONGEST}) as events,
      (select id from engine_runs a where a.function_id = r.function_id and a.event_id = ${replayIdOf(uuid)}) as again
    from engine_runs r where r.id = ${uuid} and r.project_id in (${scope.projectId}, 0)`);
  const [row] = rows;
  if (!row || !(row.projectId === scope.projectId || (await ownsEverything(scope)))) throw notFound("job");
  const of: JobOwner = row.projectId === 0 ? "installation" : "project";
  const [steps, waits] = await Promise.all([stepsOf(scope, uuid), waitsOf(scope, uuid)]);
  const input = shown(row.events);
  return { ...jobOf(row), of, input, ...outcome(row.result), steps, waits, replayedAs: row.again && publicId("job", row.again) };
}

const jobOf = ({ uuid, projectId: _, result, begunAt, endedAt, name, because, ...row }: Row): JobRow => ({
  ...row,
  id: publicId("job", uuid),
  name: name ?? row.functionId,
  because: because ?? "",
  begunAt: new Date(begunAt),
  endedAt: endedAt === null ? null : new Date(endedAt),
  problem: messageOf(outcome(result).error),
});

async function stepsOf({ db }: Scope, uuid: string): Promise<JobStep[]> {
  const { rows } = await db.execute<{ name: string; op: string; result: string; tookMillis: number; savedAt: string }>(sql`
    select name, op, left(result, ${LONGEST}) as result, took_millis as "tookMillis", saved_at as "savedAt"
    from engine_steps where run_id = ${uuid} order by position`);
  return rows.map(({ name, op, result, tookMillis, savedAt }) => ({
    ...{ name, op, tookMillis, begunAt: new Date(+new Date(savedAt) - tookMillis) },
    ...outcome(result),
  }));
}

async function waitsOf({ db }: Scope, uuid: string): Promise<JobWait[]> {
  const { rows } = await db.execute<Omit<JobWait, "at"> & { at: string }>(sql`
    select kind, case when kind <> 'stop' then payload end as name, at, event_name as event, attempt from engine_timers
    where run_id = ${uuid} and kind in ('call', 'sleep', 'wait', 'invoke') order by at limit 100`);
  return rows.map(({ at, ...wait }) => ({ ...wait, at: new Date(at) }));
}

/** What JSON says; where it was cut off, its beginning as text. */
function shown(json: string): unknown {
  return json.length < LONGEST ? JSON.parse(json) : `${json}…`;
}

function outcome(result: string | null): { output?: unknown; error?: unknown } {
  if (result === null) return {};
  const isError = result.startsWith('{"error"');
  const cut = result.length >= LONGEST;
  if (isError) return { error: cut ? `${result}…` : (JSON.parse(result) as { error: unknown }).error };
  return { output: cut ? `${result}…` : (JSON.parse(result) as { data: unknown }).data };
}

function messageOf(error: unknown): string | null {
  if (error === undefined) return null;
  const { message } = (typeof error === "object" && error !== null ? error : {}) as { message?: unknown };
  return typeof message === "string" ? message : String(error);
}
