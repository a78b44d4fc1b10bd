import type { NewRun } from "@/inngest/engine/change";
import { DISCOVERY } from "@/inngest/engine/protocol";
import { insertTimers, type TimerRow } from "@/inngest/engine/rows";
import type { Sql } from "@/inngest/engine/sql";

/** Begins runs, in their order, and answers which. An event that has started a function before starts it no more. */
export async function insertRuns(tx: Sql, runs: readonly NewRun[], now: Date): Promise<NewRun[]> {
  if (runs.length === 0) return [];
  const rows = runs.map(({ parent, ended, ...run }) => ({ ...run, parentRunId: parent?.runId, parentStepId: parent?.stepId, ...ended }));
  const { rows: inserted } = await tx.query<{ id: string }>(INSERT_RUNS, [JSON.stringify(rows), now]);
  const begun = new Set(inserted.map(({ id }) => id));
  const there = runs.filter(({ id }) => begun.has(id));
  const live = there.filter(({ ended }) => !ended);
  const timers = live.flatMap(({ id: runId, functionId, projectId, at, timers }): TimerRow[] => [
    ...timers.map((timer) => ({ runId, functionId, projectId, ...timer })),
    ...(at > now ? [{ runId, functionId, projectId, kind: "call" as const, stepId: DISCOVERY, at }] : []),
  ]);
  await insertTimers(tx, timers);
  return there;
}

const INSERT_RUNS = `
  with given as (select *, row_number() over () as n from json_to_recordset($1::json) as r (id uuid, "functionId" text, "projectId" int, "eventId" text, events text,
      slots json, at timestamptz, "parentRunId" uuid, "parentStepId" text, status text, result text)),
    begun as (insert into engine_runs (id, function_id, project_id, event_id, events, slots, parent_run_id, parent_step_id, created_at, status,
        result, ended_at)
      select id, "functionId", "projectId", "eventId", events, array(select json_array_elements_text(slots)), "parentRunId", "parentStepId",
        $2::timestamptz, coalesce(status, 'live')::engine_run_status, result, case when status is not null then $2::timestamptz end
      from given on conflict (function_id, event_id) do nothing returning id, function_id, project_id, slots, ended_at),
    called as (insert into engine_calls (run_id, step_id, function_id, project_id, slots, attempt, ready_at)
      select begun.id, 'step', function_id, project_id, begun.slots, 0, $2 from begun join given using (id) where ended_at is null and at <= $2
      order by n)
  select id from begun`;
