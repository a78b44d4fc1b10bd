import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, copyFileSync, openSync, statSync, truncateSync } from "node:fs";
import { root } from "./build.ts";

export type Kept = { stop(): Promise<void>; again(): void };
export type Running = { pid: number; exited: Promise<string>; stop(): Promise<void> };

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2_000; // with what it takes to start, whoever calls waits 5 seconds at most (R2)
const STEADY = 1_000; // whoever lived shorter than this is in a crash loop, and waits longer each time
const STOP_PATIENCE = 10_000;
const LOG_LIMIT = 20 * 1024 * 1024;

/**
 * Keeps something running: whenever it ends it is begun again, at once the first time, ever later while it dies young.
 * Only the first beginning may fail. Stopping is final, even in the middle of a restart.
 */
export async function keep(name: string, begin: () => Promise<Running>, say: (line: string) => void): Promise<Kept> {
  let running: Running | undefined = await begin();
  let wanted = true;
  const watch = async () => {
    for (let pause = FIRST_PAUSE / 2; wanted; ) {
      const begun = performance.now();
      const how = await running?.exited;
      if (!wanted) return;
      if (how) say(`${name} ended (${how}) and is started again.`);
      pause = performance.now() - begun > STEADY ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (wanted) running = await begin().catch((error: Error) => void say(error.message));
    }
  };
  const watching = watch();
  return {
    async stop() {
      wanted = false;
      await running?.stop();
      await watching;
      await running?.stop();
    },
    again: () => void running?.stop(),
  };
}

type Program = { args: string[]; env: NodeJS.ProcessEnv; log?: string | undefined };

/** Starts a Node program that ends when its channel to this process closes. It has its own process group, so Ctrl-C reaches this process alone. */
export function startProgram({ args, env, log }: Program): Running {
  const out = log ? openSync(log, "a", 0o600) : ("inherit" as const);
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ["ignore", out, out, "ipc"] });
  if (typeof out === "number") closeSync(out);
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
  });
  return { pid: child.pid ?? 0, exited, stop: () => stopProgram(child, exited) };
}

async function stopProgram(child: ChildProcess, exited: Promise<string>) {
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE);
  await exited;
  clearTimeout(kill);
}

/** Keeps a log that somebody appends to below its limit; what was before it is kept once. */
export function limitLog(log: string) {
  const trim = () => {
    if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) < LOG_LIMIT) return;
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
  };
  setInterval(trim, 60_000).unref();
}
