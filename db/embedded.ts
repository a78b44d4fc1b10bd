import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { join } from "node:path";
import { createCluster, forgetStalePidFile, lastPort, postmasterOf } from "./embedded/cluster.ts";
import { isRunning, until } from "./embedded/process.ts";
import { type Runner, runnerFor } from "./embedded/runner.ts";

export type Postgres = {
  url: string;
  port: number;
  pid: number;
  /** Resolves when the postmaster has ended, however it ended. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

type Settings = Readonly<Record<string, string>>;

const START_PATIENCE = 10_000; // a killed postmaster's children may hold its shared memory for some seconds
const RECOVERY_PATIENCE = 300_000;
const MB = 1024 * 1024;

/**
 * Starts the built-in Postgres on `dir`, making the cluster the first time. One left running by a killed process is stopped first, and
 * what a crash left is recovered; no data is ever deleted. It listens on loopback only. The caller sees to it that nobody else starts
 * one on the same folder at the same time. `settings` are added to the server's own, for instance `{ fsync: "off" }` in tests. Without a
 * `port`, the last one is taken again if it is free.
 */
export async function startPostgres({
  dir,
  port: fixed,
  settings = {},
}: {
  dir: string;
  port?: number;
  settings?: Settings;
}): Promise<Postgres> {
  const runner = runnerFor(dir);
  const cluster = join(runner.folder, "cluster");
  if (!existsSync(cluster)) createCluster(runner, cluster);
  const orphan = postmasterOf(cluster);
  if (orphan) await stopPostmaster(orphan.pid);
  const deadline = performance.now() + START_PATIENCE;
  for (;;) {
    forgetStalePidFile(cluster);
    const port = fixed ?? (await freePort(lastPort(cluster)));
    const child = launch(runner, cluster, { ...tuned(), ...settings, port: String(port) });
    if (await becomesReady(child, cluster)) return handle(runner, port, child);
    const reason = lastWords(runner);
    if (!/lock file|shared memory|in use|bind/.test(reason) || performance.now() > deadline) {
      throw new Error(`The built-in Postgres cannot start on ${dir}: ${reason} Its log is ${join(runner.folder, "postgres.log")}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Detached, so that Ctrl-C in a terminal reaches the launcher alone, and logging to a file, so that it outlives whoever started it. */
function launch(runner: Runner, cluster: string, settings: Settings): ChildProcess {
  const log = join(runner.folder, "postgres.log");
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10 * MB) renameSync(log, `${log}.1`);
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { file, args, ...user } = runner.command("postgres", ["-D", cluster, ...flags]);
  const out = openSync(log, "a", 0o600);
  const child = spawn(file, args, { ...user, detached: true, stdio: ["ignore", out, out], cwd: runner.folder });
  child.on("error", () => undefined);
  child.unref();
  closeSync(out);
  return child;
}

const tuned = (): Settings => ({
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "", // a socket's path may have 107 bytes, which a data folder can exceed
  max_connections: "200",
  shared_buffers: `${Math.min(2048, Math.max(64, Math.round(totalmem() / MB / 8)))}MB`,
  effective_cache_size: `${Math.round(totalmem() / MB / 2)}MB`,
  maintenance_work_mem: "128MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  jit: "off",
  synchronous_commit: "on",
  timezone: "UTC",
  log_timezone: "UTC",
});

const hasEnded = (child: ChildProcess) => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function becomesReady(child: ChildProcess, cluster: string): Promise<boolean> {
  const isReady = () => {
    const postmaster = postmasterOf(cluster);
    return postmaster?.pid === child.pid && postmaster?.ready;
  };
  await until(() => hasEnded(child) || isReady(), RECOVERY_PATIENCE);
  return !hasEnded(child);
}

function handle(runner: Runner, port: number, child: ChildProcess): Postgres {
  const password = readFileSync(join(runner.folder, "password"), "utf8").trim();
  const pid = child.pid ?? 0;
  return {
    url: `postgres://crowdpower:${password}@127.0.0.1:${port}/crowdpower`,
    port,
    pid,
    exited: new Promise((resolve) => {
      if (hasEnded(child)) resolve();
      else child.once("exit", () => resolve());
    }),
    stop: () => (hasEnded(child) ? Promise.resolve() : stopPostmaster(pid)),
  };
}

/** SIGINT ends sessions and checkpoints; SIGQUIT, the last resort, still loses nothing that was committed. */
async function stopPostmaster(pid: number) {
  for (const [signal, patience] of [
    ["SIGINT", 15_000],
    ["SIGQUIT", 5_000],
  ] as const) {
    if (isRunning(pid)) process.kill(pid, signal);
    if (await until(() => !isRunning(pid), patience)) return;
  }
  throw new Error(`The Postgres process ${pid} does not end.`);
}

/** The wanted port if nobody has it, else any other. */
const freePort = (wanted: number) =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => (wanted ? freePort(0).then(resolve, reject) : reject(error)));
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** The reason that the server gave last, as a sentence. */
function lastWords(runner: Runner): string {
  const lines = readFileSync(join(runner.folder, "postgres.log"), "utf8").trimEnd().split("\n").slice(-30);
  const last = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? "no reason was logged";
  return last.replace(/^.*?(FATAL|PANIC):\s*/, "").replace(/\.?$/, ".");
}
