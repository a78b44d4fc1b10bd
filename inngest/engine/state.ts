import type { Sql } from "@/inngest/engine/sql";

/** Where the engine's work stands, at a glance. `lagSeconds` is how long the oldest call that could be made has been waiting. */
export type EngineState = {
  leaderAlive: boolean;
  inbox: number;
  ready: number;
  running: number;
  waiting: number;
  live: number;
  failedLastDay: number;
  lagSeconds: number;
};

/** Counts over rows that are still to be dealt with, and the failures of a day: cheap, however much was done before. */
export async function engineState(db: Sql): Promise<EngineState> {
  const { rows } = await db.query<EngineState>(STATE);
  return rows[0]!;
}

const ALIVE = "exists (select from engine_leader where expires_at > clock_timestamp())";
const HELD = "epoch = (select epoch from engine_leader)";
const STATE = `
  select ${ALIVE} as "leaderAlive",
    (select count(*)::int from engine_inbox) as inbox,
    (select count(*)::int from engine_calls where ${HELD} is not true) as ready,
    (select count(*)::int from engine_calls where ${HELD}) as running,
    (select count(*)::int from engine_timers where kind in ('call', 'sleep', 'wait', 'invoke')) as waiting,
    (select count(*)::int from engine_runs where ended_at is null) as live,
    (select count(*)::int from engine_runs where status = 'failed' and ended_at > clock_timestamp() - interval '1 day') as "failedLastDay",
    (select coalesce(extract(epoch from clock_timestamp() - min(ready_at)), 0)::float from engine_calls where ${HELD} is not true) as "lagSeconds"`;
