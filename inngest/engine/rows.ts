import type { Memo, NewCall, NewTimer, Saving } from "@/inngest/engine/change";
import type { Sql } from "@/inngest/engine/sql";

/** Saves answers of steps. The first answer of a step stays; a later one is dropped. */
export async function insertMemos(tx: Sql, memos: readonly (Memo & { runId: string })[], now: Date) {
  if (memos.length > 0) await tx.query(INSERT_MEMOS, [JSON.stringify(memos), now]);
}

const INSERT_MEMOS = `
  insert into engine_steps (run_id, step_id, name, op, result, took_millis, saved_at)
  select m."runId", m."stepId", m.name, m.op, m.result, m."tookMillis", $2
  from json_to_recordset($1::json) as m ("runId" uuid, "stepId" text, name text, op text, result text, "tookMillis" int)
  on conflict do nothing`;

/** Saves steps of calls that are still held, by a statement of its own, and answers for each call whether it is. */
export async function saveMeanwhile(db: Sql, savings: readonly Saving[], now: Date): Promise<boolean[]> {
  const rows = savings.flatMap(({ memos, ...held }) => memos.map((memo) => ({ ...held, ...memo })));
  const { rows: held } = await db.query<{ id: number }>(SAVE_MEANWHILE, [JSON.stringify(rows), now]);
  const ids = new Set(held.map(({ id }) => id));
  return savings.map(({ call }) => ids.has(call));
}

const SAVE_MEANWHILE = `
  with saving as (select * from json_to_recordset($1::json) as s (call bigint, epoch bigint, "runId" uuid, "stepId" text, name text, op text,
      result text, "tookMillis" int)),
    held as materialized (select c.id from engine_calls c where (c.id, c.epoch) in (select call, epoch from saving) for share),
    saved as (insert into engine_steps (run_id, step_id, name, op, result, took_millis, saved_at)
      select "runId", "stepId", name, op, result, "tookMillis", $2 from saving where call in (select id from held) on conflict do nothing)
  select id from held`;

export type TimerRow = NewTimer & { runId: string; functionId: string; projectId: number };

export async function insertTimers(tx: Sql, timers: readonly TimerRow[]) {
  if (timers.length === 0) return;
  const rows = timers.map(({ match, ...timer }) => ({
    ...timer,
    eventName: match?.eventName,
    matchPath: match?.path,
    matchKey: match?.key,
  }));
  await tx.query(INSERT_TIMERS, [JSON.stringify(rows)]);
}

const INSERT_TIMERS = `
  insert into engine_timers (kind, function_id, project_id, run_id, step_id, at, attempt, event_name, match_path, match_key, payload)
  select kind, "functionId", "projectId", "runId", "stepId", at, coalesce(attempt, 0), "eventName", "matchPath", "matchKey", payload
  from json_to_recordset($1::json) as t (kind text, "functionId" text, "projectId" int, "runId" uuid, "stepId" text, at timestamptz, attempt int,
    "eventName" text, "matchPath" text, "matchKey" text, payload text)
  on conflict (run_id, step_id) do nothing`;

export async function insertCalls(tx: Sql, calls: readonly (NewCall & { runId: string })[], now: Date) {
  if (calls.length > 0) await tx.query(INSERT_CALLS, [JSON.stringify(calls), now]);
}

const INSERT_CALLS = `
  insert into engine_calls (run_id, step_id, function_id, project_id, slots, attempt, ready_at)
  select r.id, c."stepId", r.function_id, r.project_id, r.slots, c.attempt, $2
  from rows from (json_to_recordset($1::json) as ("runId" uuid, "stepId" text, attempt int)) with ordinality as c ("runId", "stepId", attempt, n)
  join engine_runs r on r.id = c."runId" and r.ended_at is null
  order by c.n on conflict (run_id, step_id) do nothing`;

/**
 * The one rule by which runs go on: a live run that nothing else will wake is called. So parallel steps end in one call, whichever is last,
 * and what an accident left unwoken is found by the same words. Answers the runs that it woke.
 */
export async function wakeIdle(tx: Sql, runIds: readonly string[], now: Date): Promise<string[]> {
  if (runIds.length === 0) return [];
  const { rows } = await tx.query<{ run_id: string }>(`${WAKE_IDLE} and r.id = any($2::uuid[]) ${ONCE}`, [now, runIds]);
  return rows.map(({ run_id }) => run_id);
}

export const WAKE_IDLE = `
  insert into engine_calls (run_id, step_id, function_id, project_id, slots, attempt, ready_at)
  select r.id, 'step', r.function_id, r.project_id, r.slots, 0, $1 from engine_runs r
  where r.ended_at is null
    and not exists (select from engine_calls c where c.run_id = r.id)
    and not exists (select from engine_timers t where t.run_id = r.id and t.kind in ('call', 'sleep', 'wait', 'invoke'))`;
export const ONCE = "on conflict (run_id, step_id) do nothing returning run_id";
