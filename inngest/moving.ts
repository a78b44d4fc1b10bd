import type { SqlPool } from "@/db/client";
import type { EngineEvent } from "@/inngest/engine/event";
import { transaction } from "@/inngest/engine/sql";

type Send = (events: EngineEvent[]) => Promise<unknown>;
type Taken = { events: string; due: Date | null };

const PAGE = 100;

/**
 * Gives to an Inngest server what the built-in engine has not finished, and answers how many jobs that were. Each is begun there by its own
 * events under their own ids, at the time at which it would have begun; every function may be called again for what it has done already, so
 * nothing is lost and nothing happens twice; what was to be done anew goes as what it was begun with. What runs by the clock begins there by itself. Being interrupted is harmless: say it again.
 * Throws while a worker still runs jobs here, because both would work on the same.
 */
export async function handOver(db: SqlPool, send: Send, now: Date): Promise<number> {
  const { rows } = await db.query("select from engine_leader where expires_at > clock_timestamp()");
  if (rows.length > 0)
    throw new Error("A worker still runs jobs here. Stop it, or start it with Inngest's variables; then say this again.");
  await db.query("delete from engine_timers where kind = 'cron'");
  let total = 0;
  for (const take of [TAKE_RUNS, TAKE_HOLDS, TAKE_INBOX]) {
    for (let taken = PAGE; taken === PAGE; total += taken) taken = await page(db, take, send, now);
  }
  return total;
}

const page = (db: SqlPool, take: string, send: Send, now: Date) =>
  transaction(db, async (tx) => {
    await tx.query("set local idle_in_transaction_session_timeout = '10min'"); // a server far away may take its time, and be asked again
    const { rows } = await tx.query<Taken>(take, [PAGE, ...(take === TAKE_RUNS ? [now] : [])]);
    const events = rows.flatMap(({ events, due }) =>
      (JSON.parse(events) as EngineEvent[]).map((event) => ({ ...event, ts: due && due > now ? due.getTime() : event.ts })),
    );
    const own = events.filter(({ name }) => !name.startsWith("inngest/")); // the others come from that server itself
    if (own.length > 0) await send(own);
    return rows.length;
  });

/** Live runs, each with the time at which it begins if it has not begun. They end here, and say where they went. */
const TAKE_RUNS = `
  with taken as (select id, events from engine_runs where ended_at is null order by id limit $1 for update skip locked),
    dues as (select run_id, at from engine_timers where run_id in (select id from taken) and kind = 'call' and step_id = 'step' and attempt = 0),
    calls as (delete from engine_calls where run_id in (select id from taken)),
    timers as (delete from engine_timers where run_id in (select id from taken)),
    ended as (update engine_runs set status = 'cancelled', ended_at = $2, result = '{"error":{"name":"Moved","message":"It went to Inngest."}}'
      where id in (select id from taken))
  select events, at as due from taken left join dues on run_id = id`;
const TAKE_HOLDS = `
  delete from engine_timers where id in (select id from engine_timers where kind = 'hold' order by id limit $1)
  returning payload::json ->> 'events' as events, null::timestamptz as due`;
const TAKE_INBOX = `
  delete from engine_inbox where id in (select id from engine_inbox order by id limit $1)
  returning '[' || event || ']' as events, null::timestamptz as due`;
