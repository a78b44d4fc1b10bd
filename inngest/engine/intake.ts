import type { Logger } from "pino";
import type { SqlPool } from "@/db/client";
import { apply, type Setting } from "@/inngest/engine/apply";
import { cancelled, type Change, dataOf, type NewRun } from "@/inngest/engine/change";
import { announce } from "@/inngest/engine/endings";
import { type EngineEvent, REPLAY } from "@/inngest/engine/event";
import { hold } from "@/inngest/engine/holds";
import { whileLeading } from "@/inngest/engine/leader";
import type { Registry } from "@/inngest/engine/registry";
import { insertRuns } from "@/inngest/engine/run-rows";
import { fairly, isRefusal, type Sql, transaction } from "@/inngest/engine/sql";
import { runOf } from "@/inngest/engine/starts";
import { throttle } from "@/inngest/engine/throttle";

const PAGE = 200;
const SKEW = 1_000; // an event that is less ahead than this comes from a machine whose clock is

/**
 * Where events come from besides being sent: taken away in the engine's own transaction, so that each is taken once and none is lost. It may
 * hold something back until a call of a function that it waits for has begun.
 */
export type Source = { channel: string; take(tx: Sql, limit: number, now: Date): Promise<EngineEvent[]>; waitsFor(fn: string): boolean };

/**
 * Takes the next events and does all they cause, in one transaction: they are gone if and only if it is done. Answers whether there were any.
 * Where Postgres refuses, they are taken one by one, and the one that it refuses is told to the log and set aside, so that it blocks no other.
 */
export async function takeIn(
  db: SqlPool,
  source: Source | undefined,
  registry: Registry,
  setting: () => Setting,
  logger: Logger,
): Promise<boolean> {
  try {
    return await transaction(db, (tx) => takePage(tx, source, registry, setting, PAGE));
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  for (let left = PAGE; left > 0; left--) {
    try {
      if (!(await transaction(db, (tx) => takePage(tx, source, registry, setting, 1)))) return false;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const aside = await transaction(db, (tx) => take(tx, source, 1, setting().now));
      logger.error({ err: error, aside }, "An event that cannot be stored was set aside.");
    }
  }
  return true;
}

async function takePage(
  tx: Sql,
  source: Source | undefined,
  registry: Registry,
  settingNow: () => Setting,
  page: number,
): Promise<boolean> {
  await whileLeading(tx, settingNow().epoch);
  const events = await take(tx, source, page, settingNow().now);
  if (events.length === 0) return false;
  const setting = settingNow(); // the time after they were there: what they begin is never counted from before they came
  const runs: NewRun[] = [];
  const wakes = new Map<string, EngineEvent>();
  for (const event of events) {
    for (const key of setting.listeners.keysOf(event)) {
      for (const run of runs)
        if (run.timers.some(({ kind, match }) => kind === "cancel" && match?.key === key)) run.ended ??= cancelledBy(event);
      if (!wakes.has(key)) wakes.set(key, event);
    }
    runs.push(...(await startsOf(tx, event, registry, setting.now)));
  }
  await apply(tx, await wakenBy(tx, wakes), setting);
  const begun = await insertRuns(tx, await throttle(tx, runs, registry, setting.now), setting.now);
  await announce(
    tx,
    begun.flatMap(({ ended, ...run }) => (ended ? { ...run, ...ended, parentRunId: null, parentStepId: null } : [])),
    setting,
  );
  return true;
}

/** The runs that an event starts at once; where events are gathered first, it may start none, or one for many. */
async function startsOf(tx: Sql, event: EngineEvent, registry: Registry, now: Date): Promise<NewRun[]> {
  if (event.name === REPLAY) return replayOf(tx, event, registry, now);
  const runs: NewRun[] = [];
  for (const fn of registry.startedBy(event)) {
    const at = event.ts - now.getTime() > SKEW ? new Date(event.ts) : now;
    const gathered = fn.batchEvents || fn.debounce ? await hold(tx, fn, event, now) : runOf(fn, [event], at, now);
    if (gathered) runs.push(gathered);
  }
  return runs;
}

async function replayOf(tx: Sql, { id, data }: EngineEvent, registry: Registry, now: Date): Promise<NewRun[]> {
  const { rows } = await tx.query<{ fn: string; events: string }>(
    "select function_id as fn, events from engine_runs where id = $1 and ended_at is not null",
    [data.runId],
  );
  return rows.flatMap(({ fn, events }) => {
    const config = registry.functions.get(fn);
    return config ? { ...runOf(config, JSON.parse(events), now, now), eventId: id } : [];
  });
}

const cancelledBy = ({ name }: EngineEvent) => cancelled(`Cancelled by the event "${name}".`);

/** What the events mean for the runs that wait for them: the first event that matches a wait is its answer. */
async function wakenBy(tx: Sql, wakes: ReadonlyMap<string, EngineEvent>): Promise<Change[]> {
  if (wakes.size === 0) return [];
  const { rows } = await tx.query<{ id: number; kind: string; run_id: string; step_id: string; match_key: string; payload: string }>(
    "select id, kind, run_id, step_id, match_key, payload from engine_timers where match_key = any($1::text[]) order by id",
    [[...wakes.keys()]],
  );
  return rows.map(({ id, kind, run_id: runId, step_id: stepId, match_key, payload }) => {
    const event = wakes.get(match_key)!;
    const taken = { timer: id };
    if (kind === "cancel") return { runId, taken, end: cancelledBy(event) };
    return { runId, taken, memos: [{ stepId, name: payload, op: "WaitForEvent", result: dataOf(JSON.stringify(event)), tookMillis: 0 }] };
  });
}

/** What was promised comes before what was sent; a page of one holds one of either. */
async function take(tx: Sql, source: Source | undefined, page: number, now: Date): Promise<EngineEvent[]> {
  const promised = (await source?.take(tx, page, now)) ?? [];
  if (page === 1 && promised.length > 0) return promised;
  const { rows } = await tx.query<{ id: number; event: string }>(TAKE_INBOX, [page]);
  return [...promised, ...rows.sort((a, b) => a.id - b.id).map(({ event }) => JSON.parse(event) as EngineEvent)];
}

const TAKE_INBOX = `${fairly("engine_inbox")}
  delete from engine_inbox where id in (select id from fair) returning id, event`;
