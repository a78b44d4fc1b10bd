import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { RunningInstance } from "../../tests/support/running.ts";
import { buildAll, isBuilt, root } from "../launch/build.ts";
import { provideBrowser } from "./browser.ts";
import { check } from "./check.ts";
import { playwrightTally, vitestTally } from "./reports.ts";
import { add, NOTHING, one, run, since, type Tally } from "./tally.ts";

const REPORTS = join(root, ".data/test");
const AT_ONCE = 2;
const report = (name: string) => join(REPORTS, `${name}.json`);

/** The counts of a report, and one failure where there is none or where the run failed without a failed test. */
function counted(name: string, ok: boolean, read: (report: never) => Tally): Tally {
  try {
    const tally = read(JSON.parse(readFileSync(report(name), "utf8")) as never);
    return ok || tally.failures.length > 0 ? tally : add(tally, one(`${name}: the run failed beside its tests`, false));
  } catch {
    return one(`${name}: there is no report`, false);
  }
}

async function vitest(name: string, args: string[], { quiet = false } = {}): Promise<Tally> {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report(name)}`];
  const ok = await run("vitest", ["run", "--config", "tests/vitest.config.ts", ...args, ...reporters], { quiet });
  return counted(name, ok, vitestTally);
}

async function build(): Promise<Tally> {
  if (isBuilt()) return one("build", true);
  const ok = await buildAll(new AbortController().signal).then(
    () => true,
    (error: Error) => void console.log(error.message),
  );
  return one("build", ok === true);
}

/** A browser, and instances for as many of them as run beside each other: fresh, and each on a folder of its own. Null where there is no browser. */
async function staged(): Promise<RunningInstance[] | null> {
  if (!(await provideBrowser())) return null;
  const start = () => RunningInstance.start({ ALLOW_LOOPBACK_TARGETS: "1", SHOW_COMPONENTS: "1" }); // servers that tests pretend to be, and /ui
  return Promise.all(Array.from({ length: AT_ONCE }, start));
}

let staging: Promise<RunningInstance[] | null> | undefined;
function stage() {
  staging ??= staged();
  return staging;
}

/** Where somebody will want it, it is begun ahead of them. */
function stageAhead() {
  if (isWanted("e2e")) stage().catch(() => undefined); // told by who waits for it
}

async function browsers(): Promise<Tally> {
  const instances = await stage();
  if (!instances) return one("no browser", false);
  try {
    const files = instances.map(({ file }) => file).join(delimiter);
    const env = { CROWDPOWER_INSTANCE: files, PLAYWRIGHT_JSON_OUTPUT_NAME: report("e2e") };
    const ok = await run("playwright", ["test", "--config", "tests/playwright.config.ts", "--reporter=list,json"], { env });
    return counted("e2e", ok, playwrightTally);
  } finally {
    await Promise.all(instances.map((instance) => instance.remove()));
  }
}

/** Who kills waits for most of the time for what comes back, and so do browsers: beside each other they leave no core idle. */
const KILLING = ["tests/faults/**", "tests/integration/engine/kill.test.ts"];
const faults = () => vitest("faults", [...KILLING.map((files) => files.replace("/**", "")), "--maxWorkers=1"], { quiet: isWanted("e2e") });
function unit() {
  stageAhead();
  return vitest(
    "unit",
    KILLING.map((files) => `--exclude=${files}`),
  );
}
const neon = () => vitest("neon", ["--mode", "neon", "--exclude", "tests/faults/**"]);

type Part = { name: string; title: string; work: () => Promise<Tally> };
/** In turn; those of one row beside each other. */
const ROWS: readonly (readonly Part[])[] = [
  [{ name: "check", title: "Types, lint, walls, dead code", work: check }],
  [{ name: "build", title: "Build", work: build }],
  [{ name: "unit", title: "Unit and integration tests on real Postgres", work: unit }],
  [
    { name: "e2e", title: "End to end in real browsers", work: browsers },
    { name: "faults", title: "Killing every part", work: faults },
  ],
  [{ name: "neon", title: "The same unit and integration tests on Neon's driver", work: neon }],
];

function crashed(error: unknown): Tally {
  console.error(error);
  return one(String(error), false);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1)); // so that what was started is ended

const wanted = process.argv.slice(2);
const isWanted = (name: string) => (wanted.length === 0 ? name !== "neon" : wanted.includes(name)); // neon: only where it is asked for
const names = ROWS.flat().map(({ name }) => name);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown) {
  console.error(`There is no part "${unknown}". There are: ${names.join(", ")}.`);
  process.exit(2);
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const begun = performance.now();
let total = NOTHING;
for (const row of ROWS) total = (await Promise.all(row.filter(({ name }) => isWanted(name)).map(done))).reduce(add, total);
for (const failure of total.failures) console.log(`  ✗ ${failure}`);
console.log(`\nAll of it took ${since(begun)}.\n${total.passed} passed, ${total.failures.length} failed`);
process.exit(total.failures.length > 0 ? 1 : 0);

async function done({ title, work }: Part): Promise<Tally> {
  const started = performance.now();
  console.log(`\n── ${title}`);
  const tally = await work().catch(crashed);
  console.log(`── ${title}: ${tally.passed} passed, ${tally.failures.length} failed, ${since(started)}`);
  return tally;
}
