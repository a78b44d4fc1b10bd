import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning, processesIn } from "./process.ts";
import type { Runner } from "./runner.ts";

/** Creates the cluster beside its place and moves it there when it is whole, so an interrupted first start leaves no half of one. */
export function createCluster(runner: Runner, cluster: string) {
  const maker = (entry: string) => Number(/^new-cluster-(\d+)$/.exec(entry)?.[1]);
  for (const entry of readdirSync(runner.folder)) {
    if (maker(entry) && !isRunning(maker(entry))) rmSync(join(runner.folder, entry), { recursive: true });
  }
  const password = join(runner.folder, "password");
  if (!existsSync(password)) writeFileSync(password, randomBytes(24).toString("hex"), { mode: 0o600 });
  runner.own(password);
  const fresh = join(runner.folder, `new-cluster-${process.pid}`);
  run(runner, "initdb", [
    ...["-D", fresh, "--username=crowdpower", `--pwfile=${password}`, "--auth=scram-sha-256"],
    ...["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"],
  ]);
  run(runner, "postgres", ["--single", "-D", fresh, "postgres"], "CREATE DATABASE crowdpower\n");
  renameSync(fresh, cluster);
}

function run(runner: Runner, program: "initdb" | "postgres", args: string[], input = "") {
  const { file, args: all, ...user } = runner.command(program, args);
  const { status, stderr, error } = spawnSync(file, all, { ...user, input, encoding: "utf8", cwd: runner.folder });
  if (status !== 0) throw new Error(`The built-in Postgres could not be set up in ${runner.folder}: ${(error?.message ?? stderr).trim()}`);
}

type Postmaster = { pid: number; port: number; ready: boolean };

/** What `postmaster.pid` says, if it speaks of a postmaster that really runs on this cluster. */
export function postmasterOf(cluster: string): Postmaster | undefined {
  const lines = pidFile(cluster);
  const pid = Number(lines[0]);
  if (!pid || !isRunning(pid) || !(processesIn(cluster)?.includes(pid) ?? true)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** After a crash the number in `postmaster.pid` may belong to a stranger, and Postgres would then refuse to start for ever. */
export function forgetStalePidFile(cluster: string) {
  if (pidFile(cluster).length > 0 && processesIn(cluster)?.length === 0) rmSync(join(cluster, "postmaster.pid"), { force: true });
}

function pidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

/** The port of last time, so that an address somebody noted stays true; 0 for none. */
export function lastPort(cluster: string): number {
  try {
    return Number(/"port=(\d+)"/.exec(readFileSync(join(cluster, "postmaster.opts"), "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
