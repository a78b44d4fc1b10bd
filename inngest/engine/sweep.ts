import type { Logger } from "pino";
import { ONCE, WAKE_IDLE } from "@/inngest/engine/rows";
import type { Sql } from "@/inngest/engine/sql";

const DAY = 86_400_000;
const KEPT = 7 * DAY; // more than the day for which an event's id must be remembered
const PAGE = 1_000;

/** Wakes live runs that nothing would wake any more, and says so: each is a defect, or a row that somebody deleted by hand. */
export async function wakeForgotten(db: Sql, now: Date, logger: Logger): Promise<boolean> {
  const { rows } = await db.query<{ run_id: string }>(`${WAKE_IDLE} ${ONCE}`, [now]);
  if (rows.length > 0)
    logger.error({ runs: rows.slice(0, 20).map(({ run_id }) => run_id), count: rows.length }, "Runs that nothing would wake were woken.");
  return rows.length > 0;
}

/** Stops live runs of functions that this version does not have, once they could have gone on for a day in which no other version came back. */
export async function stopUnknown(db: Sql, functionIds: string[], now: Date, logger: Logger) {
  const { rows } = await db.query<{ function_id: string }>(STOP_UNKNOWN, [functionIds, now, new Date(now.getTime() - DAY)]);
  const functions = [...new Set(rows.map(({ function_id }) => function_id))];
  if (rows.length > 0) logger.error({ functions, count: rows.length }, "Runs of functions that are gone were stopped.");
}

const STOP_UNKNOWN = `
  insert into engine_timers (kind, function_id, project_id, run_id, step_id, at, payload)
  select 'stop', function_id, project_id, id, 'stop', $2, 'The function "' || function_id || '" does not exist any more.' from engine_runs
  where ended_at is null and function_id <> all($1::text[])
    and (exists (select from engine_calls c where c.run_id = engine_runs.id and c.ready_at < $3)
      or exists (select from engine_timers t where t.run_id = engine_runs.id and t.kind in ('call', 'sleep', 'wait', 'invoke') and t.at < $3))
  limit ${PAGE} on conflict (run_id, step_id) do nothing returning function_id`;

/** Forgets runs that ended long ago, a page at a time. Answers whether there may be more. */
export async function forgetOld(db: Sql, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - KEPT);
  const { rows } = await db.query(FORGET, [before, PAGE]);
  await db.query("delete from engine_throttles where arrival < $1", [before]);
  return rows.length === PAGE;
}

const FORGET = `
  with old as (select id from engine_runs where ended_at < $1 order by ended_at limit $2),
    steps as (delete from engine_steps where run_id in (select id from old))
  delete from engine_runs where id in (select id from old) returning id`;
