import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One thing that must not be: what was found of it, out of how much that was tried. */
export type Verdict = { name: string; of: number; found: readonly string[] };

const folder = fileURLToPath(new URL("../../.data/verify", import.meta.url));
const SHOWN = 20;

/** Prints what was found, keeps it as `.data/verify/<name>.json`, and fails the process when it is more than nothing. */
export function verdict(name: string, verdicts: readonly Verdict[]) {
  const figures = verdicts.map(({ name, of, found }) => ({
    name,
    value: found.length,
    unit: `of ${of}`,
    yardstick: null,
    ratio: null,
    aim: 0,
    ok: found.length === 0 && of > 0,
  }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  for (const { name, of, found } of verdicts) {
    console.log(`${found.length === 0 && of > 0 ? "✓" : "✗"} ${name}: ${found.length} of ${of.toLocaleString("en")} tried`);
    for (const one of found.slice(0, SHOWN)) console.log(`    ${one}`);
    if (found.length > SHOWN) console.log(`    and ${found.length - SHOWN} more`);
  }
  if (figures.some(({ ok }) => !ok)) process.exitCode = 1;
}
