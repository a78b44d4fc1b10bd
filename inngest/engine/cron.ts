import { Cron } from "croner";
import type { FunctionConfig } from "@/inngest/engine/config";
import type { EngineEvent } from "@/inngest/engine/event";
import type { Registry } from "@/inngest/engine/registry";
import type { Sql } from "@/inngest/engine/sql";

/** The first slot of a schedule after `now`. `TZ=` before it names its zone; without one it is UTC. */
export function slotAfter(schedule: string, now: Date): Date {
  const [, zone = "UTC", expression = schedule] = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(schedule) ?? [];
  const next = new Cron(expression, { timezone: zone, paused: true }).nextRun(now);
  if (!next) throw new Error(`The schedule "${schedule}" never comes round again.`);
  return next;
}

/** The event of one slot. Its id is the slot, so that a function runs once in it, whoever fires. */
export function tickOf(schedule: string, slot: Date): EngineEvent {
  const instant = slot.toISOString().replace(".000Z", "Z");
  const data = { cron: schedule, fireAt: instant, scheduledAt: instant };
  return { id: `${schedule} ${instant}`, name: "inngest/scheduled.timer", data, ts: slot.getTime(), user: {} };
}

/** The timers of all schedules. Throws if a schedule cannot be read. */
export function schedulesOf(registry: Registry, now: Date) {
  const schedules = [...registry.functions.values()].flatMap((fn) => fn.crons.map((schedule) => ({ fn, schedule })));
  return schedules.map(({ fn, schedule }) => timerOf(fn, schedule, now));
}

const timerOf = (fn: FunctionConfig, schedule: string, now: Date) => ({
  functionId: fn.id,
  holdKey: `cron\n${fn.id}\n${schedule}`,
  at: slotAfter(schedule, now),
  payload: schedule,
});

/** Sees to it that every schedule of the functions has its timer, and that no other has. A slot that nobody was there for comes late, once. */
export async function keepSchedules(db: Sql, registry: Registry, now: Date) {
  const rows = schedulesOf(registry, now);
  await db.query("delete from engine_timers where kind = 'cron' and not (hold_key = any($1::text[]))", [
    rows.map(({ holdKey }) => holdKey),
  ]);
  await insertSchedules(db, rows);
}

/** The timer of the slot after the one that fires now. */
export const nextSlot = (db: Sql, fn: FunctionConfig, schedule: string, now: Date) => insertSchedules(db, [timerOf(fn, schedule, now)]);

const insertSchedules = (db: Sql, rows: ReturnType<typeof schedulesOf>) =>
  db.query(
    `insert into engine_timers (kind, function_id, hold_key, at, payload)
     select 'cron', "functionId", "holdKey", at, payload
     from json_to_recordset($1::json) as s ("functionId" text, "holdKey" text, at timestamptz, payload text)
     on conflict (hold_key) do nothing`,
    [JSON.stringify(rows)],
  );
