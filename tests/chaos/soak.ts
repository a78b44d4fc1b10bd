import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import pg from "pg";
import { buildAll } from "../../scripts/launch/build.ts";
import { type Figure, publish, quantile } from "../bench/harness.ts";
import { eventually, RunningInstance } from "../support/running.ts";
import { anAutomation, answeredASecond, steadily } from "./senders.ts";

// R9. Half of what the machine can take, for a long time: nothing grows that should not, and nothing slows down.
const { values: said } = parseArgs({ options: { minutes: { type: "string", default: "30" }, rate: { type: "string" } } });
const minutes = Number(said.minutes);
const TABLES = ["outbox", "engine_inbox", "engine_calls", "engine_timers", "engine_leader"];

await buildAll(AbortSignal.timeout(900_000));
const instance = await RunningInstance.start();
const db = new pg.Client({ connectionString: instance.facts.databaseUrl });
await db.connect();
try {
  await anAutomation(instance, 1); // whoever waits is no growth, and so must be gone in the end
  const rate = Math.max(1, Math.round(said.rate ? Number(said.rate) : (await answeredASecond(instance, "Page Seen", 10)) / 2));
  const share = Math.max(1, Math.round(rate / 10)); // of them, one in ten begins a run
  const sizeAtStart = await queueBytes();
  const memory: number[] = [];
  const p95s: number[] = [];
  let behind = 0;
  for (let minute = 0; minute < minutes; minute++) {
    const [seen, left] = await Promise.all([
      steadily(instance, "Page Seen", rate - share || 1, 60),
      steadily(instance, "Basket Left", share, 60),
    ]);
    p95s.push(quantile([...seen, ...left], 0.95));
    memory.push(residentMegabytes(instance.pidOf("web")) + residentMegabytes(instance.pidOf("worker")));
    behind = await secondsBehind();
    console.error(
      `  ${minute + 1}/${minutes}: ${memory.at(-1)!.toFixed(0)} MB, p95 ${p95s.at(-1)!.toFixed(1)} ms, ${behind.toFixed(1)} s behind`,
    );
  }
  const settled = Math.floor(minutes / 3); // the first third warms up
  const half = Math.floor((minutes - settled) / 2);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const slope = slopeOf(memory.slice(settled));
  const drift = mean(p95s.slice(-half || undefined)) / mean(p95s.slice(settled, settled + half || undefined)) - 1;
  const waiting = async () => (await db.query("select from engine_runs where ended_at is null")).rows.length;
  await eventually("nobody waits any more", async () => (await waiting()) === 0, 180_000);
  const growth = (await queueBytes()) / Math.max(sizeAtStart, 1_048_576);
  publish(
    "soak",
    [
      atMost("memory of web and worker, a minute", slope, "MB", 1),
      atMost("answers' p95, last half against the one before", drift * 100, "%", 20),
      atMost("what the oldest that could begin has waited, in the end", behind, "s", 5),
      atMost("queue tables after vacuum, against the start (or 1 MB)", growth, "times", 2),
    ],
    "chaos",
  );
} finally {
  await db.end();
  await instance.remove();
}

async function queueBytes(): Promise<number> {
  for (const table of TABLES) await db.query(`vacuum ${table}`);
  const { rows } = await db.query<{ bytes: number }>(
    "select sum(pg_table_size(name::regclass))::float as bytes from unnest($1::text[]) name",
    [TABLES],
  );
  return rows[0]!.bytes;
}

/** For how many seconds the oldest has waited that could have begun: a call, or what was promised and not yet taken. */
async function secondsBehind(): Promise<number> {
  const { rows } = await db.query<{ since: Date | null }>(`select least(
    (select min(ready_at) from engine_calls where epoch = 0),
    (select to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) from outbox order by id limit 1)) as since`);
  return rows[0]?.since ? Math.max(0, (Date.now() - rows[0].since.getTime()) / 1_000) : 0;
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;
}

/** The slope of the line that fits best, per step. */
function slopeOf(values: number[]): number {
  const middle = (values.length - 1) / 2;
  const average = values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const over = values.reduce((sum, value, x) => sum + (x - middle) * (value - average), 0);
  const under = values.reduce((sum, _, x) => sum + (x - middle) ** 2, 0);
  return under === 0 ? 0 : over / under;
}

function atMost(name: string, value: number, unit: string, most: number): Figure {
  const rounded = Math.round(value * 100) / 100;
  return { name, value: rounded, unit, yardstick: `the ${most} ${unit} allowed`, ratio: rounded / most, aim: 1, ok: rounded <= most };
}
