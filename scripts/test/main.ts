import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { RunningInstance } from "../../tests/support/running.ts";
import { buildAll, isBuilt, root } from "../launch/build.ts";
import { provideBrowser } from "./browser.ts";
import { check } from "./check.ts";
import { add, NOTHING, one, run, since, type Tally } from "./tally.ts";

const REPORTS = join(root, ".data/test");
const report = (name: string) => join(REPORTS, `${name}.json`);

/** The counts of a report, and one failure where there is none or where the run failed without a failed test. */
function counted(name: string, ok: boolean, read: (report: never) => Tally): Tally {
  try {
    const tally = read(JSON.parse(readFileSync(report(name), "utf8")) as never);
    return ok || tally.failed > 0 ? tally : add(tally, one(false));
  } catch {
    return one(false);
  }
}

async function vitest(name: string, args: string[]): Promise<Tally> {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report(name)}`];
  const ok = await run("vitest", ["run", ...args, ...reporters]);
  type Report = { numPassedTests: number; numFailedTests: number; testResults: { status: string; assertionResults: unknown[] }[] };
  return counted(name, ok, ({ numPassedTests, numFailedTests, testResults }: Report) => {
    const unreadable = testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: numFailedTests + unreadable };
  });
}

async function build(): Promise<Tally> {
  if (isBuilt()) return one(true);
  const ok = await buildAll(new AbortController().signal).then(
    () => true,
    (error: Error) => void console.log(error.message),
  );
  return one(ok === true);
}

/** A real browser against a real instance, fresh and on a folder of its own. */
async function browser(): Promise<Tally> {
  if (!(await provideBrowser())) return one(false);
  const instance = await RunningInstance.start({ ALLOW_LOOPBACK_TARGETS: "1" }); // servers that tests pretend to be
  try {
    const env = { CROWDPOWER_INSTANCE: instance.file, PLAYWRIGHT_JSON_OUTPUT_NAME: report("e2e") };
    const ok = await run("playwright", ["test", "--reporter=list,json"], { env });
    type Report = { stats: { expected: number; unexpected: number; flaky: number } };
    return counted("e2e", ok, ({ stats }: Report) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));
  } finally {
    await instance.remove();
  }
}

const PARTS: Record<string, [string, () => Promise<Tally>]> = {
  check: ["Types, lint, walls, dead code", check],
  unit: ["Unit and integration tests on real Postgres", () => vitest("unit", ["--exclude", "tests/faults/**"])],
  build: ["Build", build],
  e2e: ["End to end in a real browser", browser],
  faults: ["Killing every part", () => vitest("faults", ["tests/faults"])],
};

function crashed(error: unknown): Tally {
  console.error(error);
  return one(false);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1)); // so that what was started is ended

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown[0]}". There are: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const begun = performance.now();
let total = NOTHING;
for (const [name, [title, work]] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  console.log(`\n── ${title}`);
  const tally = await work().catch(crashed);
  console.log(`── ${title}: ${tally.passed} passed, ${tally.failed} failed, ${since(started)}`);
  total = add(total, tally);
}
console.log(`\nAll of it took ${since(begun)}.\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
