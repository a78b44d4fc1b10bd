import type { Logger } from "pino";
import { ONCE, WAKE_IDLE } from "@/inngest/engine/rows";
import type { Sql } from "@/inngest/engine/sql";

const KEPT_DAYS = 7; // more than the day for which an event's id must be remembered
const PAGE = 1_000;

/** Wakes live runs that nothing would wake any more, and says so: each is a defect, or a row that somebody deleted by hand. */
export async function wakeForgotten(db: Sql, now: Date, logger: Logger): Promise<boolean> {
  const { rows } = await db.query<{ run_id: string }>(`${WAKE_IDLE} ${ONCE}`, [now]);
  if (rows.length > 0)
    logger.error({ runs: rows.slice(0, 20).map(({ run_id }) => run_id), count: rows.length }, "Runs that nothing would wake were woken.");
  return rows.length > 0;
}

/** Forgets runs that ended long ago, a page at a time. Answers whether there may be more. */
export async function forgetOld(db: Sql, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  const { rows } = await db.query(FORGET, [before, PAGE]);
  await db.query("delete from engine_throttles where arrival < $1", [before]);
  return rows.length === PAGE;
}

const FORGET = `
  with old as (select id from engine_runs where ended_at < $1 order by ended_at limit $2),
    steps as (delete from engine_steps where run_id in (select id from old))
  delete from engine_runs where id in (select id from old) returning id`;
