import type { NewRun } from "@/inngest/engine/change";
import type { FunctionConfig } from "@/inngest/engine/config";
import { type EngineEvent, keyAt, projectOf } from "@/inngest/engine/event";
import type { Sql } from "@/inngest/engine/sql";
import { runOf } from "@/inngest/engine/starts";

type Held = { events: [EngineEvent, ...EngineEvent[]]; since: number };
type Row = { id: number; payload: string };

/**
 * Keeps an event until its function may begin: a batch until it is full or its time is over, a debounced event until none newer has come for
 * a while. Answers the run of a batch that this event fills.
 */
export async function hold(tx: Sql, fn: FunctionConfig, event: EngineEvent, now: Date): Promise<NewRun | undefined> {
  const holdKey = `${fn.id}\n${keyAt(event, fn.batchEvents?.key ?? fn.debounce?.key)}`;
  const { rows } = await tx.query<Row>("select id, payload from engine_timers where hold_key = $1 for update", [holdKey]);
  const held = rows[0] && (JSON.parse(rows[0].payload) as Held);
  const next: Held = held ? { since: held.since, events: joined(fn, held.events, event) } : { since: now.getTime(), events: [event] };
  if (fn.batchEvents && next.events.length >= fn.batchEvents.maxSize) {
    await tx.query("delete from engine_timers where hold_key = $1", [holdKey]);
    return gathered(fn, next, now);
  }
  await tx.query(KEEP, [fn.id, projectOf(event), holdKey, dueAt(fn, next, now), JSON.stringify(next)]);
  return undefined;
}

/** The run that a hold becomes when its time has come. */
export const released = (fn: FunctionConfig, payload: string, now: Date): NewRun => gathered(fn, JSON.parse(payload) as Held, now);

/** A batch is named after its run: its first event may come again, and must not take with it what is gathered beside it then. */
function gathered(fn: FunctionConfig, { events }: Held, now: Date): NewRun {
  const run = runOf(fn, events, now, now);
  return fn.batchEvents ? { ...run, eventId: run.id } : run;
}

function joined(fn: FunctionConfig, held: Held["events"], event: EngineEvent): Held["events"] {
  if (!fn.batchEvents) return [event.ts >= held[0].ts ? event : held[0]];
  return held.some(({ id }) => id === event.id) ? held : [...held, event];
}

function dueAt({ batchEvents, debounce }: FunctionConfig, { since }: Held, now: Date): Date {
  if (batchEvents) return new Date(since + batchEvents.timeout);
  const quiet = now.getTime() + (debounce?.period ?? 0);
  return new Date(debounce?.timeout === undefined ? quiet : Math.min(quiet, since + debounce.timeout));
}

const KEEP = `
  insert into engine_timers (kind, function_id, project_id, hold_key, at, payload) values ('hold', $1, $2, $3, $4, $5)
  on conflict (hold_key) do update set at = excluded.at, payload = excluded.payload`;
