import { add, NOTHING, one, run, since, type Tally } from "./tally.ts";

const FOLDERS = ["app", "components", "db", "emails", "inngest", "lib", "scripts", "tests"];

/** What can be known without running the product. Each is one verdict. */
const CHECKS: readonly (readonly [string, readonly (readonly [string, string[]])[]])[] = [
  [
    "types",
    [
      ["next", ["typegen"]],
      ["tsc", ["--noEmit", "-p", "."]],
    ],
  ],
  ["format and lint", [["biome", ["check", "--error-on-warnings", "--diagnostic-level=warn", "--colors=off", "."]]]],
  ["looks", [["node", ["scripts/test/looks.ts"]]]],
  ["walls", [["eslint", ["--config", "scripts/walls/eslint.config.mjs", "--max-warnings", "0", "."]]]],
  ["cycles and gates", [["depcruise", ["--config", "scripts/walls/dependency-cruiser.cjs", "--output-type", "err-long", ...FOLDERS]]]],
  ["dead code and unused packages", [["knip", []]]],
  ["third-party notices", [["node", ["scripts/notices.ts", "--check"]]]],
];

export async function check(): Promise<Tally> {
  let tally = NOTHING;
  for (const [name, programs] of CHECKS) {
    const begun = performance.now();
    let ok = true;
    for (const [program, args] of programs) ok &&= await run(program, args, { quiet: true, env: { NEXT_TELEMETRY_DISABLED: "1" } });
    console.log(`  ${ok ? "✓" : "✗"} ${name}  ${since(begun)}`);
    tally = add(tally, one(ok));
  }
  return tally;
}
