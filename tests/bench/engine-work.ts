import { readdirSync, readFileSync } from "node:fs";
import { Inngest } from "inngest";
import pino from "pino";
import { openPool, type SqlPool } from "@/db/client";
import { embeddedOptions } from "@/inngest/engine/embedded-fetch";
import { startExecutor } from "@/inngest/engine/executor";
import type { Figure } from "./harness";

const ROUNDS = 5;
const RUNS = 600;
const LONG_RUNS = 150;
const BARE = 1_500;
const SLEEPING = 100_000;
const WAKING = 2_000;
const WAKE_SECONDS = 20;
const STEADY_RATE = 200;
const STEADY_SECONDS = 10;

const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const quantile = (values: readonly number[], part: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
const median = (values: readonly number[]) => quantile(values, 0.5);
const round = (value: number) => Math.round(value * 100) / 100;

/**
 * What the built-in engine takes for its work, on a database of its own: `url` must name one that is migrated and empty. Throughput and its
 * yardstick, a bare claim and acknowledgement of rows of the same table, are measured in turns.
 */
async function benchEngine(url: string, postmaster: number): Promise<Figure[]> {
  process.env = { ...process.env }; // as the worker does
  const db = openPool(url, 6);
  const own = openPool(url, 4);
  const seen = { first: [] as number[], ended: 0, lags: [] as number[] };
  const client = new Inngest({ id: "bench", ...embeddedOptions(own), logger: pino({ level: "silent" }) });
  const steps = (count: number) =>
    client.createFunction({ id: `steps-${count}`, triggers: [{ event: `bench/${count}` }] }, async ({ event, step }) => {
      for (let n = 0; n < count; n++) await step.run(`step-${n}`, () => void (n === 0 && seen.first.push(Date.now() - event.data.sentAt)));
      seen.ended++;
    });
  const sleeps = client.createFunction({ id: "sleeps", triggers: [{ event: "bench/sleep" }] }, ({ event }) => {
    seen.lags.push(Date.now() - event.data.wakeAt);
  });
  const executor = await startExecutor({ db, client, functions: [steps(3), steps(20), sleeps], logger: pino({ level: "warn" }) });
  try {
    const figures = await latency(client, seen);
    figures.push(...(await throughput(own, seen, postmaster)));
    figures.push(...(await sleeping(own, seen)));
    return figures;
  } finally {
    await executor.stop();
    await Promise.all([db.end(), own.end()]);
  }
}

type Seen = { first: number[]; ended: number; lags: number[] };

async function latency(client: Inngest, seen: Seen): Promise<Figure[]> {
  const send = () => client.send({ name: "bench/3", data: { sentAt: Date.now() } });
  for (let n = 0; n < 20; n++) await send().then(() => wait(50)); // until everything is compiled and connected
  await until(() => seen.ended >= 20);
  seen.first = [];
  for (let n = 0; n < 100; n++) await send().then(() => wait(50));
  const idle = median(seen.first);
  await until(() => seen.ended >= 120);
  seen.first = [];
  const begun = performance.now();
  for (let n = 0; n < STEADY_RATE * STEADY_SECONDS; n++) {
    await wait(Math.max(0, begun + (n * 1_000) / STEADY_RATE - performance.now()));
    void send();
  }
  await until(() => seen.first.length === STEADY_RATE * STEADY_SECONDS);
  const steady = quantile(seen.first, 0.95);
  return [
    atMost("event to first step, idle, p50", idle, "ms", 15),
    atMost(`event to first step at ${STEADY_RATE}/s, p95`, steady, "ms", 250),
  ];
}

async function throughput(db: SqlPool, seen: Seen, postmaster: number): Promise<Figure[]> {
  const measured = { three: [] as Cost[], twenty: [] as Cost[], bare: [] as Cost[] };
  for (let n = 0; n < ROUNDS; n++) {
    measured.bare.push(await cost(BARE, postmaster, () => bareQueue(db)));
    measured.three.push(await cost(RUNS, postmaster, () => burst(db, 3, RUNS, seen)));
    measured.twenty.push(await cost(LONG_RUNS, postmaster, () => burst(db, 20, LONG_RUNS, seen)));
  }
  const rate = (costs: Cost[]) => median(costs.map(({ perSecond }) => perSecond));
  const cpu = (costs: Cost[]) => median(costs.map(({ cpuMillis }) => cpuMillis));
  const bare = cpu(measured.bare);
  const perStep = (name: string, millis: number): Figure => ({
    name,
    value: round(millis * 1_000),
    unit: "µs",
    yardstick: "a bare claim and ack",
    ratio: round(millis / bare),
    aim: 4,
    ok: millis <= 4 * bare,
  });
  return [
    {
      ...plain("3-step runs", rate(measured.three), "runs/s"),
      ...beside(rate(measured.three) / 300, "the 300 to reach"),
      ok: rate(measured.three) >= 300,
    },
    plain("20-step runs", rate(measured.twenty), "runs/s"),
    plain("processor time of a bare claim and ack", bare * 1_000, "µs"),
    perStep("processor time of a step, 3 in a run", cpu(measured.three) / 3),
    perStep("processor time of a step, 20 in a run", cpu(measured.twenty) / 20),
  ];
}

type Cost = { perSecond: number; cpuMillis: number };

/** How fast `work` gets through `count` things, and what each takes of the processors: this process's and all of Postgres's. */
async function cost(count: number, postmaster: number, work: () => Promise<void>): Promise<Cost> {
  const [own, theirs, begun] = [process.cpuUsage(), postgresMillis(postmaster), performance.now()];
  await work();
  const seconds = (performance.now() - begun) / 1_000;
  const used = process.cpuUsage(own);
  return { perSecond: count / seconds, cpuMillis: ((used.user + used.system) / 1_000 + postgresMillis(postmaster) - theirs) / count };
}

/** Events that are there all at once, and the runs that they start to their end. */
async function burst(db: SqlPool, steps: number, count: number, seen: Seen) {
  const ended = seen.ended + count;
  const rest = `"name":"bench/${steps}","data":{"sentAt":${Date.now()}},"ts":${Date.now()},"user":{}}`;
  await db.query(
    `with sent as (insert into engine_inbox (event, received_at)
       select '{"id":"' || gen_random_uuid() || '",' || $1, now() from generate_series(1, $2))
     select pg_notify('crowdpower_engine', '')`,
    [rest, count],
  );
  await until(() => seen.ended === ended);
}

/** The yardstick: rows of the engine's own table, claimed with SKIP LOCKED and acknowledged one by one, on four connections. */
async function bareQueue(db: SqlPool) {
  const insert = `insert into engine_calls (run_id, step_id, function_id, project_id, slots, attempt, ready_at)
    select gen_random_uuid(), 'step', 'bare', 0, '{}', 0, now() from generate_series(1, $1)`;
  await db.query(insert, [BARE]);
  const claim = `update engine_calls set epoch = 1, claims = claims + 1 where id = (
    select id from engine_calls where function_id = 'bare' and project_id = 0 and epoch = 0 order by id limit 1 for update skip locked) returning id`;
  const work = async () => {
    for (;;) {
      const { rows } = await db.query<{ id: number }>(claim);
      if (!rows[0]) return;
      await db.query("delete from engine_calls where id = $1", [rows[0].id]);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
}

async function sleeping(db: SqlPool, seen: Seen): Promise<Figure[]> {
  const before = process.memoryUsage().rss;
  await fallAsleep(db, SLEEPING - WAKING, Date.now() + 86_400_000, 0);
  await db.query("analyze engine_runs, engine_timers");
  await fallAsleep(db, WAKING, Date.now() + 5_000, WAKE_SECONDS * 1_000);
  await until(() => seen.lags.length === WAKING);
  const lag = quantile(seen.lags, 0.95);
  const growth = (process.memoryUsage().rss - before) / 1024 / 1024;
  return [
    atMost(`wake-up lag among ${SLEEPING} sleeping runs, p95`, lag, "ms", 2_000),
    atMost(`memory that ${SLEEPING} sleeping runs take`, growth, "MB", 64),
  ];
}

/** Runs of 50 projects that sleep until `from`, or until some time in the `spread` milliseconds after it. */
const fallAsleep = (db: SqlPool, count: number, from: number, spread: number) =>
  db.query(
    `with slept as (insert into engine_runs (id, function_id, project_id, event_id, events, slots, created_at)
       select gen_random_uuid(), 'bench-sleeps', 1 + n % 50, 'sleeper-' || at || '-' || n,
         '[{"id":"sleeper","name":"bench/sleep","data":{"wakeAt":' || at || '},"ts":0,"user":{}}]', '{}', now()
       from (select n, $2::bigint + n * $3::bigint / $1::bigint as at from generate_series(1, $1::int) n) s returning id, events)
     insert into engine_timers (kind, function_id, run_id, step_id, payload, at)
     select 'sleep', 'bench-sleeps', id, 'nap', 'nap', to_timestamp((events::json->0->'data'->>'wakeAt')::float / 1000) from slept`,
    [count, from, spread],
  );

const plain = (name: string, value: number, unit: string): Figure => ({
  name,
  value: round(value),
  unit,
  yardstick: null,
  ratio: null,
  aim: null,
  ok: null,
});
const beside = (ratio: number, yardstick: string) => ({ yardstick, ratio: round(ratio), aim: 1 });
const atMost = (name: string, value: number, unit: string, most: number): Figure => ({
  ...plain(name, value, unit),
  ...beside(value / most, `the ${most} ${unit} allowed`),
  ok: value <= most,
});

async function until(reached: () => boolean, patience = 60_000) {
  const deadline = performance.now() + patience;
  while (!reached()) {
    if (performance.now() > deadline) throw new Error(`The bench got stuck: ${reached}`);
    await wait(5);
  }
}

const TICK_MILLIS = 10; // of Linux, which counts processor time in hundredths of a second

/** Processor time of the postmaster, of its children that live, and of those that have ended. */
function postgresMillis(postmaster: number): number {
  const times = (pid: number) =>
    readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ")
      .map(Number);
  const [, , , , , , , , , , , user = 0, system = 0, endedUser = 0, endedSystem = 0] = times(postmaster);
  let ticks = user + system + endedUser + endedSystem;
  for (const pid of readdirSync("/proc").map(Number)) {
    if (!Number.isInteger(pid)) continue;
    try {
      const [, parent, , , , , , , , , , childUser = 0, childSystem = 0] = times(pid);
      if (parent === postmaster) ticks += childUser + childSystem;
    } catch {
      // it has ended between the two looks, and counts with its parent from now on
    }
  }
  return ticks * TICK_MILLIS;
}

process.send?.(await benchEngine(process.env.DATABASE_URL!, Number(process.env.POSTMASTER)));
process.exit(0);
