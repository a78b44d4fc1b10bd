import { Inngest } from "inngest";
import pino from "pino";
import { onTestFinished } from "vitest";
import { openPool, type SqlPool } from "@/db/client";
import { embeddedOptions } from "@/inngest/engine/embedded-fetch";
import { type Executor, startExecutor } from "@/inngest/engine/executor";
import type { Sdk } from "@/inngest/engine/sdk";
import type { Clock } from "@/lib/clock";
import { TestClock } from "../../support/test";

type Functions = Parameters<typeof startExecutor>[0]["functions"];
type Settings = { capacity?: number; clock?: Clock; sdk?: Sdk };
export type Run = { id: string; functionId: string; status: string; result: unknown; events: string };

/** An engine of its own for a test: a client whose functions it runs, on the file's database, with a clock that the test moves. */
export function anEngine() {
  const db = openPool(process.env.DATABASE_URL, 8);
  const client = new Inngest({ id: "app", ...embeddedOptions(db), logger: pino({ level: "silent" }) });
  const clock = new TestClock();
  const logger = pino({ level: process.env.ENGINE_LOG ?? "silent" });
  const executors: Executor[] = [];
  const clear = async () => {
    for (const table of ["inbox", "runs", "steps", "calls", "timers", "throttles", "functions", "pauses"])
      await db.query(`truncate engine_${table}`);
  };
  onTestFinished(async () => {
    await Promise.all(executors.map((executor) => executor.stop(100)));
    await clear();
    await db.end();
  });
  /** A worker with connections of its own, which its caller stops. */
  const startOn = (own: SqlPool, functions: Functions, options: Settings = {}) =>
    startExecutor({ db: own, client, functions, logger, clock, poll: 20, ...options });
  return {
    db,
    client,
    clock,
    clear,
    startOn,
    async start(functions: Functions, options: Settings = {}) {
      const executor = await startOn(db, functions, options);
      executors.push(executor);
      return executor;
    },
    /** Sends an event at the clock's time. */
    send: (name: string, data: object = {}, rest: { id?: string; ts?: number } = {}) =>
      client.send({ name, data, ts: +clock.now(), ...rest }),
    runs: () => runsOf(db),
    /** The runs, once all of them have ended and nothing is left to do. */
    ended: (count = 1) =>
      until(async () => {
        const runs = await runsOf(db);
        return runs.length >= count && runs.every(({ status }) => status !== "live") && runs;
      }),
    /** Waits until nothing can be done before the clock moves on. */
    idle: () =>
      until(async () => {
        const { rows } = await db.query<{ busy: boolean }>(
          "select exists (select from engine_calls) or exists (select from engine_inbox) or exists (select from engine_timers where at <= $1) as busy",
          [clock.now()],
        );
        return !rows[0]!.busy;
      }),
  };
}

async function runsOf(db: SqlPool): Promise<Run[]> {
  const { rows } = await db.query<Omit<Run, "result"> & { result: string | null }>(
    'select id, function_id as "functionId", status, result, events from engine_runs order by created_at, id',
  );
  return rows.map((row) => ({ ...row, result: row.result && JSON.parse(row.result) }));
}

const PATIENCE = 60_000;

/** Looks until there is an answer. */
export async function until<T>(look: () => Promise<T | false | undefined | null>): Promise<T> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`It did not come to pass within ${PATIENCE} ms: ${look}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
