import { spawn } from "node:child_process";
import { root } from "../launch/build.ts";

/** How many passed, and what did not, by name and first words of why: told once more at the end, far below where it failed. */
export type Tally = { passed: number; failures: readonly string[] };
export const NOTHING: Tally = { passed: 0, failures: [] };
export const add = (a: Tally, b: Tally): Tally => ({ passed: a.passed + b.passed, failures: [...a.failures, ...b.failures] });
export const one = (name: string, ok: boolean): Tally => (ok ? { passed: 1, failures: [] } : { passed: 0, failures: [name] });

/** What is quiet is heard only when it fails. */
type Run = { quiet?: boolean; env?: Record<string, string> };

/** Runs a program of node_modules/.bin, or Node itself, with Node 24 first on its path. */
export async function run(program: string, args: string[], { quiet = false, env = {} }: Run = {}): Promise<boolean> {
  const path = `${root}node_modules/.bin:${process.env.PATH}`;
  const stdio = quiet ? "pipe" : "inherit";
  const child = spawn(program === "node" ? process.execPath : program, args, {
    cwd: root,
    env: { ...process.env, PATH: path, ...env },
    stdio: ["ignore", stdio, stdio],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await new Promise((resolve) => child.once("error", resolve).once("close", resolve));
  if (code !== 0 && quiet) console.log(Buffer.concat(said).toString().trimEnd());
  return code === 0;
}

/** Seconds since a moment, for a heading or a verdict. */
export const since = (begun: number) => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
