import "server-only";
import { sql } from "drizzle-orm";
import { COUNTED, type FunctionState, type JobOwner } from "@/lib/jobs/schema";
import { may, requireGrant, type Scope } from "@/lib/scope";

/** What is held by the worker that is active now. Without an active worker nothing runs, whatever an ended one has left. */
export const HELD = sql`c.epoch = (select epoch from engine_leader where expires_at > clock_timestamp())`;

const NOT_ANEW = sql`not exists (select from engine_runs a where a.function_id = r.function_id and a.event_id = r.id || '.replay')`;

/**
 * Every function of a project and how its jobs stand, or every one of the whole installation. These are numbers and nothing else, so whoever
 * may read a project's jobs may read both.
 */
export async function listFunctions(scope: Scope, of: JobOwner): Promise<FunctionState[]> {
  requireGrant(scope, "jobs:read");
  const projectId = of === "project" ? scope.projectId : 0;
  const owned = sql`project_id = ${projectId} and function_id = f.id`;
  const most = COUNTED + 1;
  const { rows } = await scope.db.execute<FunctionState & { ofAll: boolean }>(sql`
    select f.id, f.name, f.crons, exists (select from engine_pauses where ${owned}) as paused,
      not exists (select from unnest(f.events) e where e not like 'inngest/%') as "ofAll",
      calls.ready, calls.running, waits.waiting, losses.failed,
      coalesce(extract(epoch from ${scope.clock.now()}::timestamptz - calls.oldest), 0)::float as lag
    from engine_functions f,
      lateral (select count(*) filter (where held)::int as running, count(*) filter (where not held)::int as ready,
          min(ready_at) filter (where not held) as oldest
        from (select ready_at, coalesce(${HELD}, false) as held from engine_calls c where ${owned} limit ${most}) c) calls,
      lateral (select count(*)::int as waiting from (select from engine_runs r where ${owned} and ended_at is null
          and not exists (select from engine_calls c where c.run_id = r.id) limit ${most}) r) waits,
      lateral (select count(*)::int as failed from (select from engine_runs r where ${owned} and status = 'failed' and ${NOT_ANEW}
          limit ${most}) r) losses
    order by f.name`);
  return rows.filter((row) => (of === "installation") === row.ofAll || hasWork(row));
}

/** How many of a project's jobs failed for good since then and were not begun anew, for who may see them. Ends at `COUNTED` + 1. */
export async function countFailed(scope: Scope, since: Date): Promise<number> {
  if (!may(scope.actor, "jobs:read")) return 0;
  const { rows } = await scope.db.execute<{ n: number }>(sql`
    select count(*)::int as n from (select from engine_runs r
      where project_id = ${scope.projectId} and status = 'failed' and ended_at >= ${since}::timestamptz and ${NOT_ANEW} limit ${COUNTED + 1}) r`);
  return rows[0]?.n ?? 0;
}

const hasWork = ({ ready, running, waiting, failed, paused }: FunctionState) => paused || ready + running + waiting + failed > 0;
