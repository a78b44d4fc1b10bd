import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Postgres, startPostgres } from "../../db/embedded.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { root } from "../../scripts/launch/build.ts";
import { Clone } from "../support/clone.ts";
import { withClient } from "../support/server.ts";

/** One measured figure: how much of a thing per second, of what yardstick's same thing it is a part, and of what part it should be. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  yardstick: string | null;
  ratio: number | null;
  aim: number | null;
  ok: boolean | null;
};

/** The value below which this part of them is. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A figure that must not be more than its aim. */
export const within = (name: string, value: number, unit: string, most: number): Figure => ({
  ...{ name, value, unit, yardstick: `the ${most} ${unit} it may be` },
  ...{ ratio: value / most, aim: 1, ok: value <= most },
});

/** A yardstick's own figure, which has a floor: below it the yardstick is broken, and so is what is measured by it. */
export const atLeast = (name: string, value: number, unit: string, floor: number): Figure => ({
  ...{ name, value, unit, yardstick: `its floor of ${floor.toLocaleString("en")} ${unit}` },
  ...{ ratio: value / floor, aim: 1, ok: value >= floor },
});

/** Work done for a while: how many units, in how long. */
export type Sample = { units: number; seconds: number };
export type Contender = { name: string; unit: string; run: (seconds: number) => Promise<Sample> };

/** The least that a Next route can do with a body, in the same build as what is measured beside it. */
const ECHO = {
  path: "/api/echo",
  file: "app/api/echo/route.ts",
  text: "export const POST = async (request: Request) => Response.json(await request.json());\n",
};

/** A Postgres and a web server of their own, as production runs them, on a fresh database. The build has one route more: an echo. */
export class Arena {
  readonly client: pg.Client;
  readonly url: string;
  readonly publicKey = `pk_${randomBytes(24).toString("base64url")}`;
  readonly echo = ECHO.path;
  readonly #clone: Clone;
  readonly #dir: string;
  readonly #postgres: Postgres;
  readonly #web: ChildProcess;

  private constructor(clone: Clone, dir: string, postgres: Postgres, client: pg.Client, web: ChildProcess, port: number) {
    this.#clone = clone;
    this.#dir = dir;
    this.#postgres = postgres;
    this.client = client;
    this.#web = web;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async open(): Promise<Arena> {
    const clone = new Clone({ packages: true, added: { [ECHO.file]: ECHO.text } });
    execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: clone.folder, stdio: ["ignore", "ignore", "inherit"] });
    const dir = mkdtempSync(join(tmpdir(), "crowdpower-bench-"));
    const postgres = await startPostgres({ dir });
    const databaseUrl = new URL(postgres.url);
    databaseUrl.pathname = "/bench";
    await withClient(postgres.url, (client) => client.query("create database bench"));
    await migrateDatabase(databaseUrl.href);
    const client = new pg.Client({ connectionString: databaseUrl.href });
    await client.connect();
    const port = await freePort();
    const env = {
      ...process.env,
      NODE_ENV: "production" as const,
      DATABASE_URL: databaseUrl.href,
      APP_URL: `http://127.0.0.1:${port}`,
      AUTH_SECRET: randomBytes(33).toString("base64"),
      INGEST_REQUESTS_PER_SECOND: "1000000",
    };
    const args = ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1", "--port", String(port)];
    const web = spawn(process.execPath, args, { cwd: clone.folder, env, stdio: "ignore" });
    const arena = new Arena(clone, dir, postgres, client, web, port);
    await arena.#becomesReady();
    return arena;
  }

  async #becomesReady() {
    for (let attempt = 0; attempt < 300; attempt++) {
      const answer = await fetch(`${this.url}/api/health/live`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("The web server does not start.");
  }

  /** A project whose public key is `publicKey`; its narrow id. */
  async project(): Promise<number> {
    const { rows } = await this.client.query<{ id: number }>(
      "insert into projects (public_id, slug, name) values (gen_random_uuid(), 'bench', 'Bench') returning id",
    );
    const hash = createHash("sha256").update(this.publicKey).digest();
    await this.client.query(
      "insert into api_keys (project_id, id, kind, name, hash, shown, grants) values ($1, gen_random_uuid(), 'public', 'Bench', $2, $3, '[\"events:write\"]')",
      [rows[0]!.id, hash, this.publicKey],
    );
    return rows[0]!.id;
  }

  get databaseUrl(): string {
    const url = new URL(this.#postgres.url);
    url.pathname = "/bench";
    return url.href;
  }

  /** CPU seconds used so far by the web server, by Postgres with all its backends, and by this process. */
  cpu(): { web: number; postgres: number; client: number } {
    const [web, postgres] = cpuOf(this.#web.pid!, this.#postgres.pid);
    return {
      ...{ web: web!, postgres: postgres! },
      client: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
    };
  }

  async close() {
    await this.client.end();
    const ended = new Promise((resolve) => this.#web.once("exit", resolve));
    this.#web.kill("SIGTERM");
    await ended;
    await this.#postgres.stop();
    rmSync(this.#dir, { recursive: true, force: true });
    this.#clone.remove();
  }
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
const TICKS = 100; // USER_HZ of every Linux that matters

/** CPU seconds that these processes have used so far, each with all that it has begun. */
export function cpuOf(...pids: number[]): number[] {
  const all = processes();
  const tree = (pid: number): number =>
    (all.find((one) => one.pid === pid)?.seconds ?? 0) + sum(all.filter(({ parent }) => parent === pid).map((one) => tree(one.pid)));
  return pids.map(tree);
}

/** Every process with its parent and its CPU seconds, those of its ended children included: backends come and go. */
function processes() {
  const pids = execFileSync("ps", ["-eo", "pid="], { encoding: "utf8" }).trim().split(/\s+/);
  return pids.flatMap((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ");
      return [{ pid: Number(pid), parent: Number(fields[1]), seconds: sum(fields.slice(11, 15).map(Number)) / TICKS }];
    } catch {
      return [];
    }
  });
}

export type Result = { median: number; least: number; most: number; cpu: { web: number; postgres: number; client: number } };

type Timing = { rounds: number; seconds: number; random: () => number };

/** Runs contenders in shuffled turns, so that what else the machine does meets all of them. CPU is in microseconds a unit. */
export async function compete(arena: Arena, contenders: Contender[], { rounds, seconds, random }: Timing): Promise<Map<string, Result>> {
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  const spent = new Map(contenders.map(({ name }) => [name, { units: 0, web: 0, postgres: 0, client: 0 }]));
  for (const { run } of contenders) await run(Math.min(seconds, 1));
  for (let round = 0; round < rounds; round++) {
    for (const { name, unit, run } of shuffled(contenders, random)) {
      const before = arena.cpu();
      const sample = await run(seconds);
      const after = arena.cpu();
      const used = spent.get(name)!;
      used.units += sample.units;
      for (const part of ["web", "postgres", "client"] as const) used[part] += after[part] - before[part];
      rates.get(name)!.push(sample.units / sample.seconds);
      process.stderr.write(
        `  ${round + 1}/${rounds} ${name}: ${Math.round(sample.units / sample.seconds).toLocaleString("en")} ${unit}, load ${loadavg()[0]!.toFixed(1)}\n`,
      );
    }
  }
  return new Map(contenders.map(({ name }) => [name, summary(rates.get(name)!, spent.get(name)!)]));
}

function summary(
  rates: number[],
  { units, web, postgres, client }: { units: number; web: number; postgres: number; client: number },
): Result {
  const sorted = rates.toSorted((a, b) => a - b);
  const micros = (seconds: number) => (seconds * 1e6) / units;
  return {
    median: sorted[Math.floor(sorted.length / 2)]!,
    least: sorted[0]!,
    most: sorted.at(-1)!,
    cpu: { web: micros(web), postgres: micros(postgres), client: micros(client) },
  };
}

function shuffled<T>(all: T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

/** Prints figures as a table and keeps them as `.data/<kind>/<name>.json`. */
export function publish(name: string, figures: Figure[], kind: "bench" | "chaos" | "verify" = "bench") {
  const folder = join(root, ".data", kind);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  console.log(`\nNode ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), load ${loadavg()[0]!.toFixed(1)}`);
  for (const { name, value, unit, yardstick, ratio, aim, ok } of figures) {
    const beside =
      ratio === null
        ? ""
        : `  ${Math.round(ratio * 100)} % of ${yardstick}${aim === null ? "" : ` (aim ${Math.round(aim * 100)} %, ${ok ? "met" : "not met"})`}`;
    const shown = value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString("en");
    console.log(`${name.padEnd(60)} ${shown.padStart(9)} ${unit.padEnd(10)}${beside}`);
  }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
