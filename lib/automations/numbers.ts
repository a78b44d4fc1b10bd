import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { getAutomation } from "@/lib/automations/queries";
import type { EmailNumbers, RunStatus, StepCount, StepNumbers, VisitEnd } from "@/lib/automations/schema";
import { reasonInWords } from "@/lib/messages/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/**
 * How it went for the people at every step there ever was, by the step's id. A wait is done when it is over. Counted from two indexes that
 * hold all of it, so that a hundred thousand people cost a fraction of a second.
 */
export async function stepNumbers(scope: Scope, automationId: string): Promise<Map<string, StepNumbers>> {
  await getAutomation(scope, automationId);
  const [ended, standing, reasons] = await Promise.all([
    rowsOf<{ step: string; became: VisitEnd; people: string }>(
      scope,
      sql`select node_id as step, became, count(*) as people from automation_run_steps where ${mine(scope, automationId)} group by 1, 2`,
    ),
    rowsOf<{ step: string; status: RunStatus; people: string }>(
      scope,
      sql`select node_id as step, status, count(*) as people from automation_runs
        where ${mine(scope, automationId)} and node_id is not null group by 1, 2`,
    ),
    rowsOf<{ step: string; reason: string | null; people: string }>(
      scope,
      sql`select node_id as step, detail ->> 'reason' as reason, count(*) as people from automation_run_steps
        where ${mine(scope, automationId)} and became = 'skipped' group by 1, 2 order by 3 desc`,
    ),
  ]);
  const steps = new Map<string, StepNumbers>();
  const at = (step: string) => steps.get(step) ?? steps.set(step, { ...NOBODY, reasons: [] }).get(step)!;
  for (const { step, became, people } of ended) addEnded(at(step), became, Number(people));
  for (const { step, status, people } of standing) addStanding(at(step), status, Number(people));
  for (const { step, reason, people } of reasons)
    at(step).reasons.push({ reason: reasonInWords(reason) || "By hand.", people: Number(people) });
  return steps;
}

const NOBODY = { entered: 0, here: 0, done: 0, skipped: 0, failed: 0 };

/** Whoever has ended at a step without passing it stands there still, and is counted there. */
function addEnded(numbers: StepNumbers, became: VisitEnd, people: number) {
  if (became === "begun" || became === "left") return;
  numbers[became] += people;
  numbers.entered += people;
}

function addStanding(numbers: StepNumbers, status: RunStatus, people: number) {
  numbers.entered += people;
  if (status === "active" || status === "waiting") numbers.here += people;
  if (status === "failed") numbers.failed += people;
}

/** How many emails of an automation left, and of how many the people opened them and followed a link. */
export async function emailsOf(scope: Scope, automationId: string): Promise<EmailNumbers> {
  requireGrant(scope, "automations:read");
  const [row] = await rowsOf<EmailNumbers>(
    scope,
    sql`select count(sent_at)::int as sent, count(*) filter (where opens > 0)::int as opened, count(*) filter (where clicks > 0)::int as clicked
      from messages where project_id = ${scope.projectId} and source = 'automation' and source_id = ${automationId}`,
  );
  return row!;
}

const rowsOf = async <R extends Record<string, unknown>>({ db }: Scope, query: SQL) => (await db.execute<R>(query)).rows as unknown as R[];

const mine = ({ projectId }: Scope, automationId: string) =>
  sql`project_id = ${projectId} and automation_id = ${uuidOf("automation", automationId)}`;

/** Which runs a number at a step counts: those behind it, as a condition on `automation_runs`. */
export function behind(count: StepCount, step: string): SQL {
  const isAt = sql`automation_runs.node_id = ${step}`;
  const visits = (...became: VisitEnd[]) => sql`select s.run_id from automation_run_steps s
    where s.project_id = automation_runs.project_id and s.automation_id = automation_runs.automation_id and s.node_id = ${step}
      and s.became = any(${`{${became.join()}}`}::visit_end[])`;
  switch (count) {
    case "here":
      return sql`(${isAt} and automation_runs.status in ('active', 'waiting'))`;
    case "entered": // most people are behind it, so each is asked, until the page is full
      return sql`(${isAt} or exists (${visits("done", "skipped", "failed")} and s.run_id = automation_runs.id))`;
    case "done":
    case "skipped":
      return sql`automation_runs.id in (${visits(count)})`;
    case "failed":
      return sql`automation_runs.id in (${visits("failed")} union all select r.id from automation_runs r
        where r.project_id = automation_runs.project_id and r.automation_id = automation_runs.automation_id
          and r.status = 'failed' and r.node_id = ${step})`;
  }
}
