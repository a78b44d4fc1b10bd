import "server-only";
import { sql } from "drizzle-orm";
import { COUNTED, type FunctionState, type JobOwner } from "@/lib/jobs/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/** What is held by the worker that is active now. Without an active worker nothing runs, whatever an ended one has left. */
export const HELD = sql`c.epoch = (select epoch from engine_leader where expires_at > clock_timestamp())`;

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
    select f.id, f.name, f.crons, not exists (select from unnest(f.events) e where e not like 'inngest/%') as "ofAll", exists (select from engine_pauses where ${owned}) as paused,
      calls.ready, calls.running, waits.waiting, losses.failed,
      coalesce(extract(epoch from ${scope.clock.now()}::timestamptz - calls.oldest), 0)::float as lag
    from engine_functions f,
      lateral (select count(*) filter (where held)::int as running, count(*) filter (where not held)::int as ready,
          min(ready_at) filter (where not held) as oldest
        from (select ready_at, coalesce(${HELD}, false) as held from engine_calls c where ${owned} limit ${most}) c) calls,
      lateral (select count(*)::int as waiting from (select from engine_runs r where ${owned} and ended_at is null
          and not exists (select from engine_calls c where c.run_id = r.id) limit ${most}) r) waits,
      lateral (select count(*)::int as failed from (select from engine_runs r where ${owned} and status = 'failed'
          and not exists (select from engine_runs again where again.function_id = r.function_id and again.event_id = r.id || '.replay')
          limit ${most}) r) losses
    order by f.name`);
  return rows.filter((row) => (of === "installation") === row.ofAll || hasWork(row));
}

const hasWork = ({ ready, running, waiting, failed, paused }: FunctionState) => paused || ready + running + waiting + failed > 0;
