import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import pg from "pg";
import { type Postgres, startPostgres } from "../../db/embedded.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { root } from "../../scripts/launch/build.ts";

/** Steps of a run of `victim.ts`: three in turn, three side by side, and one after a nap. */
export const STEPS = 7;

export const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, millis)));

/** Numbers between 0 and 1 that a seed decides (mulberry32), so that a run that found something can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Workers of the built-in engine, as processes, on a Postgres of their own with the settings of production; all of them may be killed. */
export class Crew {
  readonly #workers = new Map<number, ChildProcess>();
  readonly #dir = mkdtempSync(join(tmpdir(), "crowdpower-chaos-"));
  readonly #bundle = join(root, `dist/chaos-${process.pid}.mjs`);
  #postgres!: Postgres;
  #url = "";
  #ending = false;

  static async gather(workers: number): Promise<Crew> {
    const crew = new Crew();
    await crew.startPostgres();
    const server = new pg.Client({ connectionString: crew.#postgres.url });
    await server.connect();
    await server.query("create database chaos");
    await server.end();
    await migrateDatabase(crew.#url);
    await crew.query("create table leaders (epoch bigint primary key, pid int)");
    await crew.query(
      "create table effects (run_id uuid, step text, value uuid default gen_random_uuid(), times int default 1, primary key (run_id, step))",
    );
    await build({
      entryPoints: [join(root, "tests/chaos/victim.ts")],
      outfile: crew.#bundle,
      absWorkingDir: root,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      alias: { "server-only": join(root, "scripts/launch/server-only.ts") },
      logLevel: "silent",
    });
    for (let n = 0; n < workers; n++) crew.addWorker();
    return crew;
  }

  async startPostgres() {
    this.#postgres = await startPostgres({ dir: this.#dir });
    const url = new URL(this.#postgres.url);
    url.pathname = "/chaos";
    this.#url = url.href;
  }

  async killPostgres() {
    process.kill(this.#postgres.pid, "SIGKILL");
    await this.#postgres.exited;
  }

  addWorker() {
    const child = spawn(process.execPath, [this.#bundle], {
      env: { ...process.env, DATABASE_URL: this.#url },
      stdio: ["ignore", "inherit", "inherit"],
    });
    this.#workers.set(child.pid!, child);
    child.once("exit", () => this.#workers.delete(child.pid!));
  }

  /** The process that is the active worker, and its epoch. */
  async leader(): Promise<{ pid: number; epoch: number } | undefined> {
    const { rows } = await this.query<{ pid: number; epoch: number }>(
      "select pid, epoch::int from leaders where epoch = (select epoch from engine_leader where expires_at > clock_timestamp())",
    );
    return rows[0];
  }

  /** Ends a worker as a power cut would. */
  async kill(pid: number) {
    const worker = this.#workers.get(pid);
    if (!worker) return;
    const exited = once(worker, "exit");
    worker.kill("SIGKILL");
    await exited;
  }

  async killAll() {
    await Promise.all([...this.#workers.keys()].map((pid) => this.kill(pid)));
  }

  /** Asks the database, on a connection of its own, again while it is away. */
  async query<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<pg.QueryResult<R>> {
    for (;;) {
      const client = new pg.Client({ connectionString: this.#url });
      client.on("error", () => undefined);
      try {
        await client.connect();
        return await client.query<R>(text, values);
      } catch (error) {
        const code = (error as { code?: string }).code ?? "";
        if (this.#ending || /^(22|23|42)/.test(code)) throw error;
        await wait(50);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  /** Puts events before the engine, as an outbox would: they are there or they are not. */
  async send(count: number, name = "chaos/work") {
    await this.query(
      `with sent as (insert into engine_inbox (event, received_at)
         select '{"id":"' || gen_random_uuid() || '","name":"' || $1 || '","data":{},"ts":0,"user":{}}', clock_timestamp() from generate_series(1, $2))
       select pg_notify('crowdpower_engine', '')`,
      [name, count],
    );
  }

  async until(what: string, millis: number, look: () => Promise<boolean>) {
    const deadline = performance.now() + millis;
    while (!(await look())) {
      if (performance.now() > deadline) {
        const found = JSON.stringify({ ...(await this.account()), failed: await this.failures() });
        throw new Error(`Not within ${Math.round(millis / 1_000)} s: ${what}. ${found}`);
      }
      await wait(25);
    }
  }

  /** What must be true of `runs` runs when all is over. Every value that the world has seen is the one that the run was given. */
  async account() {
    const { rows } = await this.query<Record<"runs" | "completed" | "steps" | "effects" | "repeated" | "foreign" | "stuck", number>>(`
      select (select count(*)::int from engine_runs) as runs,
        (select count(*)::int from engine_runs where status = 'completed') as completed,
        (select count(*)::int from engine_steps where op = 'StepRun') as steps,
        (select count(*)::int from effects) as effects,
        (select coalesce(sum(times - 1), 0)::int from effects) as repeated,
        (select count(*)::int from engine_steps s join effects e on e.run_id = s.run_id and e.step = s.name
          where s.result::json ->> 'data' <> e.value::text) as foreign,
        (select count(*)::int from engine_calls) + (select count(*)::int from engine_timers where kind <> 'cron') as stuck`);
    return rows[0]!;
  }

  /** Why runs failed, and how many for each reason. */
  async failures() {
    const { rows } = await this.query<{ result: string; n: number }>(
      "select left(result, 200) as result, count(*)::int as n from engine_runs where status in ('failed', 'cancelled') group by 1 limit 10",
    );
    return rows;
  }

  async dismiss() {
    this.#ending = true;
    await this.killAll();
    await this.#postgres.stop();
    rmSync(this.#bundle, { force: true });
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
