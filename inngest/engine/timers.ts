import type { SqlPool } from "@/db/client";
import { apply, type Setting } from "@/inngest/engine/apply";
import { cancelled, type Change, dataOf, errorOf, failure, type Memo, type NewRun, type TimerKind } from "@/inngest/engine/change";
import { nextSlot, tickOf } from "@/inngest/engine/cron";
import { released } from "@/inngest/engine/holds";
import { whileLeading } from "@/inngest/engine/leader";
import type { Registry } from "@/inngest/engine/registry";
import { insertRuns } from "@/inngest/engine/run-rows";
import { fairly, type Sql, transaction } from "@/inngest/engine/sql";
import { runOf } from "@/inngest/engine/starts";
import { throttle } from "@/inngest/engine/throttle";

const PAGE = 500;

type Due = {
  id: number;
  kind: TimerKind | "hold" | "cron";
  functionId: string;
  runId: string;
  stepId: string;
  at: Date;
  attempt: number;
  payload: string;
};

/**
 * Does what has become due. Answers whether anything had. Where more is due than one page, every project gets its part of it. Timers of
 * functions that this process does not know stay, but for those that stop a run.
 */
export async function fire(db: SqlPool, registry: Registry, setting: Setting): Promise<boolean> {
  const what = [PAGE, setting.now, [...registry.functions.keys()]];
  let { rows } = await db.query<Due>(`${SELECT} where ${DUE} order by at limit $1`, what);
  if (rows.length === PAGE)
    ({ rows } = await db.query<Due>(`${fairly("engine_timers", "at", DUE)} ${SELECT} where id in (select id from fair)`, what));
  if (rows.length === 0) return false;
  const [starting, ofRuns] = [true, false].map((starts) => rows.filter(({ kind }) => (kind === "hold" || kind === "cron") === starts));
  await transaction(db, async (tx) => {
    await whileLeading(tx, setting.epoch);
    await apply(
      tx,
      (await begunOnesSpared(tx, ofRuns!)).map((due) => changeOf(due, setting.now)),
      setting,
    );
    const runs = await startsOf(tx, starting!, registry, setting.now);
    await insertRuns(tx, await throttle(tx, runs, registry, setting.now), setting.now);
  });
  return true;
}

/** When the next timer is due, if any is. */
export async function nextDue(db: Sql, registry: Registry): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date }>("select at from engine_timers where function_id = any($1::text[]) order by at limit 1", [
    [...registry.functions.keys()],
  ]);
  return rows[0]?.at;
}

const DUE = "at <= $2 and (function_id = any($3::text[]) or kind = 'stop')";
const SELECT = `
  select id, kind, function_id as "functionId", run_id as "runId", step_id as "stepId", at, attempt, payload from engine_timers`;

function changeOf({ id, kind, runId, stepId, attempt, payload }: Due, now: Date): Change {
  const change = { runId, taken: { timer: id } };
  const memo = (op: string, result: string): Memo => ({ stepId, name: payload ?? stepId, op, result, tookMillis: 0 });
  switch (kind) {
    case "call":
      return { ...change, calls: [{ stepId, attempt }] };
    case "sleep":
      return { ...change, memos: [memo("Sleep", dataOf("null"))] };
    case "wait":
      return { ...change, memos: [memo("WaitForEvent", dataOf("null"))] };
    case "invoke":
      return { ...change, memos: [memo("InvokeFunction", errorOf(failure("InngestInvokeTimeoutError", TIMED_OUT)))] };
    case "stop":
      return { ...change, end: cancelled(payload) };
    case "unstarted":
    case "overdue":
      return { ...change, end: cancelled(`It had not ${kind === "overdue" ? "ended" : "begun"} by ${now.toISOString()}, its time limit.`) };
    default:
      return { ...change, quiet: true }; // it no longer listens for the event that would have cancelled it
  }
}

const TIMED_OUT = "Timed out waiting for invoked function to complete";

/** A run has begun when it has answered a step or its first call is held. Its limit for beginning is then met and goes away without a word. */
async function begunOnesSpared(tx: Sql, due: Due[]): Promise<Due[]> {
  const asked = due.filter(({ kind }) => kind === "unstarted");
  if (asked.length === 0) return due;
  const { rows } = await tx.query<{ id: string }>(BEGUN, [asked.map(({ runId }) => runId)]);
  const begun = new Set(rows.map(({ id }) => id));
  return due.map((timer) => (timer.kind === "unstarted" && begun.has(timer.runId) ? { ...timer, kind: "cancel" } : timer));
}

const BEGUN = `
  select r.id from engine_runs r where r.id = any($1::uuid[]) and (
    exists (select from engine_steps s where s.run_id = r.id)
    or exists (select from engine_calls c where c.run_id = r.id and (c.epoch > 0 or c.attempt > 0))
    or exists (select from engine_timers t where t.run_id = r.id and t.kind in ('sleep', 'wait', 'invoke'))
    or exists (select from engine_timers t where t.run_id = r.id and t.kind = 'call' and t.attempt > 0))`;

/**
 * Schedules and gathered events become runs. Whoever deletes the timer starts the run, with all that was gathered until then. What a schedule
 * would have begun while its function is paused is not made up for.
 */
async function startsOf(tx: Sql, due: Due[], registry: Registry, now: Date): Promise<NewRun[]> {
  if (due.length === 0) return [];
  const { rows } = await tx.query<Due & { paused: boolean }>(TAKE, [due.map(({ id }) => id), now]);
  const runs: NewRun[] = [];
  for (const { kind, functionId, at, payload, paused } of rows) {
    const fn = registry.functions.get(functionId);
    if (!fn) continue;
    if (kind === "hold") runs.push(released(fn, payload, now));
    else {
      await nextSlot(tx, fn, payload, now);
      if (!paused) runs.push(runOf(fn, [tickOf(payload, at)], now, now));
    }
  }
  return runs;
}

const TAKE = `
  delete from engine_timers where id = any($1::bigint[]) and at <= $2
  returning id, kind, function_id as "functionId", at, payload,
    exists (select from engine_pauses p where p.project_id = 0 and p.function_id = engine_timers.function_id) as paused`;
