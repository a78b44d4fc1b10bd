import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { getAutomation } from "@/lib/automations/queries";
import type { StepCount, StepNumbers } from "@/lib/automations/schema";
import { reasonInWords } from "@/lib/messages/schema";
import type { Scope } from "@/lib/scope";

type Row = { step: string } & Record<StepCount, string> & { reasons: { reason: string | null; people: number }[] | null };

/** How it went for the people at every step there ever was, by the step's id. A wait is done when it is over. */
export async function stepNumbers(scope: Scope, automationId: string): Promise<Map<string, StepNumbers>> {
  const { id } = await getAutomation(scope, automationId);
  const { rows } = await scope.db.execute<Row>(sql`
    with runs as materialized (
      select id, node_id, status from automation_runs where project_id = ${scope.projectId} and automation_id = ${uuidOf("automation", id)}
    ), visits as (
      select s.node_id, s.run_id, s.detail ->> 'became' as became, s.detail ->> 'reason' as reason, coalesce(s.detail ? 'until', false) as begins, false as here, false as broke
      from runs r join automation_run_steps s on s.project_id = ${scope.projectId} and s.run_id = r.id
      union all
      select node_id, id, null, null, true, status in ('active', 'waiting'), status = 'failed' from runs where node_id is not null
    ), reasons as (
      select node_id, reason, count(distinct run_id)::int as people from visits where became = 'skipped' group by 1, 2
    )
    select node_id as step,
      count(distinct run_id) as entered,
      count(distinct run_id) filter (where here) as here,
      count(distinct run_id) filter (where not begins and became is null) as done,
      count(distinct run_id) filter (where became = 'skipped') as skipped,
      count(distinct run_id) filter (where became = 'failed' or broke) as failed,
      (select json_agg(json_build_object('reason', r.reason, 'people', r.people) order by r.people desc) from reasons r
        where r.node_id = visits.node_id) as reasons
    from visits group by node_id`);
  return new Map(rows.map(({ step, reasons, ...counts }) => [step, { ...inNumbers(counts), reasons: inWords(reasons ?? []) }]));
}

const inNumbers = (counts: Record<StepCount, string>) =>
  Object.fromEntries(Object.entries(counts).map(([count, many]) => [count, Number(many)])) as { [C in StepCount]: number };

const inWords = (reasons: { reason: string | null; people: number }[]) =>
  reasons.map(({ reason, people }) => ({ reason: reasonInWords(reason) || "Somebody let them pass.", people }));

/** Which runs a number at a step counts: those behind it, as a condition on `automation_runs`. */
export function behind(count: StepCount, step: string): SQL {
  const visited = (condition: SQL) => sql`exists (select 1 from automation_run_steps s
    where s.project_id = automation_runs.project_id and s.run_id = automation_runs.id and s.node_id = ${step} and ${condition})`;
  const isAt = sql`automation_runs.node_id = ${step}`;
  switch (count) {
    case "here":
      return sql`(${isAt} and automation_runs.status in ('active', 'waiting'))`;
    case "entered":
      return sql`(${isAt} or ${visited(sql`true`)})`;
    case "done":
      return visited(sql`not coalesce(s.detail ? 'until', false) and s.detail ->> 'became' is null`);
    case "skipped":
      return visited(sql`s.detail ->> 'became' = 'skipped'`);
    case "failed":
      return sql`(${isAt} and automation_runs.status = 'failed' or ${visited(sql`s.detail ->> 'became' = 'failed'`)})`;
  }
}
