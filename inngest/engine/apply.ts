import type { Change, Ending, NewRun } from "@/inngest/engine/change";
import { announce, type Ended } from "@/inngest/engine/endings";
import type { Listeners } from "@/inngest/engine/listeners";
import { insertCalls, insertMemos, insertTimers, wakeIdle } from "@/inngest/engine/rows";
import { insertRuns } from "@/inngest/engine/run-rows";
import type { Sql } from "@/inngest/engine/sql";

/** What writing needs to know besides the changes: the time, what anybody listens to, and the epoch in which that is known. */
export type Setting = { now: Date; listeners: Listeners; epoch: number };

/**
 * Writes changes, in the caller's transaction, and answers for each whether it counted. A change whose call or timer is gone, or is held by
 * a newer epoch, or whose run has ended, leaves no trace. Runs are locked in the order of their ids, so writers never wait for each other in a circle.
 */
export async function apply(tx: Sql, changes: readonly Change[], setting: Setting): Promise<boolean[]> {
  if (changes.length === 0) return [];
  const live = await lockRuns(tx, changes);
  const taken = await take(tx, changes);
  const counted = changes.map((change) => taken.has(keyOf(change)) && live.has(change.runId));
  const kept = changes.filter((_, index) => counted[index]);

  const endings = new Map(kept.flatMap(({ runId, end }): [string, Ending][] => (end ? [[runId, end]] : [])));
  const going = kept.filter(({ runId }) => !endings.has(runId));
  for (const { timers } of going) setting.listeners.learn(timers ?? []);
  await insertMemos(
    tx,
    kept.flatMap(({ runId, memos = [] }) => memos.map((memo) => ({ runId, ...memo }))),
    setting.now,
  );
  await insertTimers(
    tx,
    going.flatMap(({ runId, timers = [] }) => timers.map((timer) => ({ runId, ...live.get(runId)!, ...timer }))),
  );
  await insertCalls(
    tx,
    going.flatMap(({ runId, calls = [] }) => calls.map((call) => ({ runId, ...call }))),
    setting.now,
  );
  await insertRuns(
    tx,
    going.flatMap(({ starts = [] }): NewRun[] => starts),
    setting.now,
  );
  const woken = await endRuns(tx, endings, setting);
  await wakeIdle(tx, [...going.flatMap(({ runId, quiet }) => (quiet ? [] : runId)), ...woken], setting.now);
  return counted;
}

const keyOf = ({ taken }: Change) => ("call" in taken ? `call ${taken.call}` : `timer ${taken.timer}`);

type Owner = { functionId: string; projectId: number };

/** Locks the runs that are still live, and the parents of those that end; answers whose each is. */
async function lockRuns(tx: Sql, changes: readonly Change[]): Promise<Map<string, Owner>> {
  const ids = changes.map(({ runId }) => runId);
  const ending = changes.flatMap(({ runId, end }) => (end ? runId : []));
  const { rows } = await tx.query<Owner & { id: string }>(LOCK_RUNS, [ids, ending]);
  return new Map(rows.map(({ id, ...owner }) => [id, owner]));
}

const LOCK_RUNS = `
  select id, function_id as "functionId", project_id as "projectId" from engine_runs where ended_at is null and id = any(array(
    select unnest($1::uuid[]) union select parent_run_id from engine_runs where id = any($2::uuid[]) and parent_run_id is not null))
  order by id for update`;

async function take(tx: Sql, changes: readonly Change[]): Promise<Set<string>> {
  const timers = changes.flatMap(({ taken }) => ("timer" in taken ? taken.timer : []));
  const calls = changes.flatMap(({ taken }) => ("call" in taken ? taken : []));
  const found = new Set<string>();
  if (timers.length > 0) {
    const { rows } = await tx.query<{ id: number }>("delete from engine_timers where id = any($1::bigint[]) returning id", [timers]);
    for (const { id } of rows) found.add(`timer ${id}`);
  }
  if (calls.length > 0) {
    const { rows } = await tx.query<{ id: number }>(TAKE_CALLS, [calls.map(({ call }) => call), calls.map(({ epoch }) => epoch)]);
    for (const { id } of rows) found.add(`call ${id}`);
  }
  return found;
}

const TAKE_CALLS = `
  delete from engine_calls c using unnest($1::bigint[], $2::bigint[]) held (id, epoch)
  where c.id = held.id and c.epoch = held.epoch returning c.id`;

/** Ends runs, tells those who listen, and hands the results of invoked runs to the steps that wait for them. Answers the runs that this wakes. */
async function endRuns(tx: Sql, endings: ReadonlyMap<string, Ending>, setting: Setting): Promise<string[]> {
  if (endings.size === 0) return [];
  const rows = [...endings].map(([id, { status, result }]) => ({ id, status, result }));
  const { rows: ended } = await tx.query<Ended>(END_RUNS, [JSON.stringify(rows), setting.now]);
  return announce(tx, ended, setting);
}

const END_RUNS = `
  with endings as (select * from json_to_recordset($1::json) e (id uuid, status text, result text)),
    calls as (delete from engine_calls where run_id in (select id from endings)),
    timers as (delete from engine_timers where run_id in (select id from endings))
  update engine_runs r set status = e.status::engine_run_status, result = e.result, ended_at = $2 from endings e where r.id = e.id
  returning r.id, r.function_id as "functionId", r.status, r.events, r.result, r.parent_run_id as "parentRunId", r.parent_step_id as "parentStepId"`;
