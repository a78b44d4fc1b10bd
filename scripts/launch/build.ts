import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { type Dirent, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";
import { Failure } from "./failure.ts";
import { lockFolder } from "./lock.ts";

export const root = fileURLToPath(new URL("../../", import.meta.url));
/** What needs the domain and runs outside the web server. */
const PROGRAMS = {
  worker: "inngest/worker.ts",
  migrate: "scripts/launch/migrate.ts",
  instance: "scripts/launch/instance.ts",
  "reset-password": "scripts/reset-password.ts",
  "hand-over": "scripts/hand-over.ts",
  seed: "scripts/seed.ts",
};
/** A bundled program; the ones made while developing never stand in for those of a build. */
export const bundle = (name: keyof typeof PROGRAMS, dev: boolean) => join(root, dev ? "dist/dev" : "dist", `${name}.mjs`);
export const nextProgram = join(root, "node_modules/next/dist/bin/next");
const MARK = join(root, "dist/built");
/** What can change without changing what is built. */
const BESIDE =
  /^(\.git|\.next|\.data|\.ci|\.github|node_modules|dist|tests|docs|docker|compose\.yaml|test-results|playwright-report|next-env\.d\.ts|\.env.*)$|\.(md|tsbuildinfo)$/;

/** Whether what was built last is what the sources say now. */
export function isBuilt(): boolean {
  return existsSync(MARK) && existsSync(join(root, ".next/BUILD_ID")) && readFileSync(MARK, "utf8") === sourcesHash();
}

/** Builds web and worker from the sources as they are. Two launchers of one checkout take turns; an interrupted build is never taken for a whole one. */
export async function buildAll(signal: AbortSignal) {
  mkdirSync(join(root, "dist"), { recursive: true });
  let release = await lockFolder(join(root, "dist"), "build");
  while (!release) {
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 250));
    release = await lockFolder(join(root, "dist"), "build");
  }
  try {
    if (isBuilt()) return;
    const hash = sourcesHash();
    rmSync(MARK, { force: true });
    await buildBundles();
    await buildWeb(signal);
    writeFileSync(MARK, hash);
  } finally {
    release();
  }
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  const entries = readdirSync(root, { withFileTypes: true }).filter(({ name }) => !BESIDE.test(name));
  for (const path of entries.flatMap(filesOf).sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  return hash.digest("hex");
}

function filesOf(entry: Dirent): string[] {
  if (!entry.isDirectory()) return [entry.name];
  const inside = readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return inside.map((file) => relative(root, join(file.parentPath, file.name)));
}

/**
 * Packages with native code, or that look for files of their own. The others are bundled: a worker of one file starts in a fifth of the
 * time and needs 190 MB less than one that loads their thousand modules.
 */
const LEFT_ALONE = ["@neondatabase/serverless", "@node-rs/argon2", "inngest", "nodemailer", "pg", "pino", "prettier", "resend"];

/** Each program as one file for Node. */
const bundled = (outdir: string): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: PROGRAMS,
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  jsx: "automatic",
  external: LEFT_ALONE,
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  alias: { "server-only": join(root, "scripts/launch/server-only.ts") },
  sourcemap: true,
  logLevel: "silent",
});

/** The JS tag, for any browser of the last years. Private names cost a byte each there, and a map of its sources would be asked for by nobody. */
export const tag = (outdir: string): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: { cp: "scripts/tag/tag.ts" },
  outdir,
  bundle: true,
  minify: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  legalComments: "none",
  logLevel: "silent",
});

async function buildBundles() {
  const { build, stop } = await import("esbuild"); // which is not needed, nor kept in memory, by a start that builds nothing
  try {
    await Promise.all([build(bundled("dist")), build(tag("dist"))]);
  } catch (error) {
    throw new Failure(`The worker and the JS tag cannot be built.\n${error instanceof Error ? error.message : error}`);
  } finally {
    await stop(); // esbuild would stay as a process of its own
  }
}

/** Bundles now and after every change, and says so each time; resolves after the first. */
export async function bundleOnChange(changed: () => void): Promise<void> {
  const tell: Plugin = { name: "tell", setup: ({ onEnd }) => onEnd(({ errors }) => void (errors.length === 0 && changed())) };
  const { context } = await import("esbuild");
  const watchers = [
    await context({ ...bundled("dist/dev"), logLevel: "warning", plugins: [tell] }),
    await context({ ...tag("dist/dev"), logLevel: "warning" }),
  ];
  for (const watcher of watchers) await watcher.rebuild();
  for (const watcher of watchers) await watcher.watch();
}

async function buildWeb(signal: AbortSignal) {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, [nextProgram, "build"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], signal });
  child.once("error", () => undefined); // an abort is told by its exit
  const said: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Failure(`${Buffer.concat(said)}\nThe build failed; what is above says why.`);
}
