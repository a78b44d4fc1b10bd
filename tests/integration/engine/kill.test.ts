import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { anEngine, until } from "./harness";

const dir = mkdtempSync(join(tmpdir(), "crowdpower-victim-"));
beforeAll(async () => {
  await build({
    entryPoints: ["tests/integration/engine/victim.ts"],
    outfile: join(dir, "victim.mjs"),
    bundle: true, // with all packages: it begins in half the time, and it begins often
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    platform: "node",
    format: "esm",
    alias: { "server-only": "./tests/support/server-only.ts" },
    logLevel: "silent",
  });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function aWorker(env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [join(dir, "victim.mjs")], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function kill(worker: ChildProcess) {
  worker.kill("SIGKILL");
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
}

describe("workers that are killed", { timeout: 180_000 }, () => {
  let engine: ReturnType<typeof anEngine>;
  beforeEach(async () => {
    engine = anEngine();
    await engine.db.query("create table if not exists effects (name text, run_id uuid, pid int)");
    await engine.db.query("truncate effects, engine_leader");
  });
  const send = (name: string) => engine.client.send({ name });
  const effects = async () => (await engine.db.query<{ name: string; pid: number }>("select name, pid from effects")).rows;
  /** So as not to wait until the lease of a worker that was killed is over. */
  const endLease = () => engine.db.query("update engine_leader set expires_at = now()");
  const effected = (name: string) => until(async () => (await effects()).find((effect) => effect.name === name));

  test("a sleeping run goes on after the worker was killed, and does nothing twice", async () => {
    const first = aWorker();
    await send("t/nap");
    await until(async () => (await engine.db.query("select from engine_timers where kind = 'sleep'")).rows.length === 1);
    await kill(first);
    await endLease();
    aWorker();
    await engine.ended();
    expect((await effects()).map(({ name }) => name)).toEqual(["before", "after"]);
  });

  test("a step that was cut off in the middle runs again, and those before it do not", async () => {
    const first = aWorker({ HANG: "1" });
    await send("t/hang");
    await effected("hang");
    await kill(first);
    await endLease();
    aWorker();
    await engine.ended();
    expect((await effects()).map(({ name }) => name)).toEqual(["first", "hang", "hang"]);
  });

  test("of two workers one is active, and the other takes over when it is killed", async () => {
    const workers = new Map([aWorker(), aWorker()].map((worker) => [worker.pid, worker]));
    await send("t/work");
    await engine.ended(1);
    const active = workers.get((await effects())[0]!.pid)!;
    expect(new Set((await effects()).map(({ pid }) => pid))).toEqual(new Set([active.pid]));
    await kill(active);
    await send("t/work");
    await engine.ended(2);
    expect(new Set((await effects()).map(({ pid }) => pid)).size).toBe(2);
  });

  test("a worker that is told to end makes room at once", async () => {
    const first = aWorker();
    await send("t/work");
    await engine.ended(1);
    aWorker();
    first.kill("SIGTERM");
    await once(first, "exit");
    expect(first.exitCode).toBe(0);
    const { rows } = await engine.db.query("select from engine_leader where expires_at > now() and epoch = 1");
    expect(rows).toEqual([]); // the next one need not wait until the lease is over
    await send("t/work");
    await engine.ended(2);
  });

  test("a call that kills its worker is given up after five deaths, its run says so, and what is in flight beside it ends well", async () => {
    for (const name of ["t/long", "t/long", "t/kill", "t/long", "t/long", "t/long"]) await send(name);
    for (let death = 0; death < 5; death++) {
      const worker = aWorker();
      await once(worker, "exit");
      await endLease();
    }
    aWorker();
    const failed = (await engine.ended(6)).filter(({ status }) => status === "failed");
    expect(failed).toMatchObject([{ functionId: "victim-kills", result: { error: { message: expect.stringMatching(/ended 5 times/) } } }]);
    const names = (await effects()).map(({ name }) => name);
    expect(names.filter((name) => name === "kill")).toHaveLength(5);
    expect(names.filter((name) => name === "long")).toHaveLength(5);
  });

  test("killed again and again under load, every run ends and every step's result is kept once", async () => {
    const isDone = async () => {
      const runs = await engine.runs();
      return runs.length === 60 && runs.every(({ status }) => status !== "live");
    };
    for (let n = 0; n < 60; n++) await send("t/work");
    for (let n = 0; n < 6; n++) {
      const worker = aWorker();
      const before = (await effects()).length;
      await until(async () => (await effects()).length > before + 20 || (await isDone()));
      await kill(worker);
      await endLease();
    }
    aWorker();
    await engine.ended(60);
    const { rows } = await engine.db.query<{ n: number }>("select count(*)::int as n from engine_steps group by run_id");
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 60 }, () => 8));
  });

  test("connections that are cut again and again delay runs, and lose none", async () => {
    aWorker();
    for (let n = 0; n < 100; n++) await send("t/work");
    await effected("step-0");
    const cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    for (let n = 0; n < 20; n++) {
      await engine.db.query(cut);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await engine.ended(100);
    const { rows } = await engine.db.query<{ n: number }>("select count(*)::int as n from engine_steps group by run_id");
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 100 }, () => 8));
  });

  test("a worker that was frozen while another took over finds that nothing it still does counts", async () => {
    const [first, second] = [aWorker(), aWorker()];
    for (let n = 0; n < 40; n++) await send("t/work");
    await effected("step-0");
    const active = (await effects())[0]!.pid === first.pid ? first : second;
    active.kill("SIGSTOP");
    await engine.ended(40);
    active.kill("SIGCONT");
    await send("t/work");
    await engine.ended(41);
    const { rows } = await engine.db.query<{ n: number }>("select count(*)::int as n from engine_steps group by run_id");
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 41 }, () => 8));
  });
});
