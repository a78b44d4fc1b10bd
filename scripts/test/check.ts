import { add, NOTHING, one, run, since, type Tally } from "./tally.ts";

const FOLDERS = ["app", "components", "db", "emails", "inngest", "lib", "scripts", "tests"];
/** What a wall stands around. */
const WALLED = ["app", "components", "db", "emails", "inngest", "lib", "scripts/tag", "proxy.ts", "instrumentation.ts"];

type Check = readonly [name: string, program: string, args: string[]];

/** What can be known without running the product, each one verdict: in two rows beside each other, of which the first is as long as the second. */
const ROWS: readonly (readonly Check[])[] = [
  [
    ["walls", "eslint", ["--config", "scripts/walls/eslint.config.mjs", "--max-warnings", "0", ...WALLED]],
    ["dead code and unused packages", "knip", []],
  ],
  [
    ["types", "tsc", ["--noEmit", "-p", ".", "--checkers", "1"]], // several look at much of the same, and the other core is taken
    ["format and lint", "biome", ["check", "--error-on-warnings", "--diagnostic-level=warn", "--colors=off", "."]],
    ["looks", "node", ["scripts/test/looks.ts"]],
    ["cycles and gates", "depcruise", ["--config", "scripts/walls/dependency-cruiser.cjs", "--output-type", "err-long", ...FOLDERS]],
    ["third-party notices", "node", ["scripts/notices.ts", "--check"]],
  ],
];
/** Who is written in Go and runs for seconds need not look for garbage all the time. */
const QUIETLY = { quiet: true, env: { NEXT_TELEMETRY_DISABLED: "1", GOGC: "400" } };

export async function check(): Promise<Tally> {
  if (!(await run("next", ["typegen"], QUIETLY))) return one("next typegen", false); // types of routes, which most of the others read
  return (await Promise.all(ROWS.map(inTurn))).reduce(add, NOTHING);
}

async function inTurn(checks: readonly Check[]): Promise<Tally> {
  let tally = NOTHING;
  for (const [name, program, args] of checks) {
    const begun = performance.now();
    const ok = await run(program, args, QUIETLY);
    console.log(`  ${ok ? "✓" : "✗"} ${name}  ${since(begun)}`);
    tally = add(tally, one(name, ok));
  }
  return tally;
}
