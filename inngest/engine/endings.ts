import type { Setting } from "@/inngest/engine/apply";
import { errorOf, failure, type Memo } from "@/inngest/engine/change";
import { type EngineEvent, projectOf } from "@/inngest/engine/event";
import { insertMemos } from "@/inngest/engine/rows";
import type { Sql } from "@/inngest/engine/sql";

export type Ended = {
  id: string;
  functionId: string;
  status: "completed" | "failed" | "cancelled";
  events: string;
  result: string;
  parentRunId: string | null;
  parentStepId: string | null;
};

/** Tells those who listen that runs ended, and hands the results of invoked runs to the steps that wait for them. Answers the runs that this wakes. */
export async function announce(tx: Sql, ended: readonly Ended[], { now, listeners }: Setting): Promise<string[]> {
  const events = ended.flatMap((run) => eventsOf(run, now)).filter(({ name }) => listeners.hears(name));
  await insertEvents(tx, events, now);
  const results = ended.flatMap((run): (Memo & { runId: string })[] =>
    run.parentRunId && run.parentStepId
      ? [
          {
            runId: run.parentRunId,
            stepId: run.parentStepId,
            name: run.functionId,
            op: "InvokeFunction",
            result: resultOf(run),
            tookMillis: 0,
          },
        ]
      : [],
  );
  return deliver(tx, results, now);
}

/** Puts events before the engine, in the caller's transaction. */
export async function insertEvents(tx: Sql, events: readonly EngineEvent[], now: Date) {
  if (events.length === 0) return;
  await tx.query(INSERT_EVENTS, [events.map((event) => JSON.stringify(event)), events.map(projectOf), now]);
}

export const INSERT_EVENTS = `
  insert into engine_inbox (event, project_id, received_at) select event, project_id, $3 from unnest($1::text[], $2::int[]) as e (event, project_id)`;

const resultOf = ({ status, result }: Ended) =>
  status === "cancelled" ? errorOf(failure("Error", "The invoked function was cancelled.")) : result;

/** Only a step that still waits takes a result: one that timed out has its answer. */
async function deliver(tx: Sql, results: readonly (Memo & { runId: string })[], now: Date): Promise<string[]> {
  if (results.length === 0) return [];
  const { rows } = await tx.query<{ run_id: string; step_id: string }>(
    `delete from engine_timers t using unnest($1::uuid[], $2::text[]) w (run_id, step_id)
     where t.run_id = w.run_id and t.step_id = w.step_id and t.kind = 'invoke' returning t.run_id, t.step_id`,
    [results.map(({ runId }) => runId), results.map(({ stepId }) => stepId)],
  );
  const waiting = new Set(rows.map(({ run_id, step_id }) => `${run_id}.${step_id}`));
  await insertMemos(
    tx,
    results.filter(({ runId, stepId }) => waiting.has(`${runId}.${stepId}`)),
    now,
  );
  return rows.map(({ run_id }) => run_id);
}

const STATUS = { completed: "Completed", failed: "Failed", cancelled: "Cancelled" };

/** The events that the end of a run causes. A run that such an event began causes none, so that nothing goes round for ever. */
function eventsOf({ id, functionId, status, events: json, result }: Ended, now: Date): EngineEvent[] {
  const events = JSON.parse(json) as EngineEvent[];
  const [event] = events;
  if (!event || /^inngest\/function\.(finished|failed|cancelled)$/.test(event.name)) return [];
  const outcome = status === "completed" ? { result: JSON.parse(result).data } : { error: JSON.parse(result).error };
  const data = { function_id: functionId, run_id: id, event, events, ...outcome, _inngest: { status: STATUS[status] } };
  const named = (name: string, suffix = "") => ({ id: id + suffix, name: `inngest/function.${name}`, data, ts: now.getTime(), user: {} });
  return [named("finished", ".finished"), ...(status === "completed" ? [] : [named(status)])];
}
