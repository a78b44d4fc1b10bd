import { parseArgs } from "node:util";
import { folderOf } from "../backup/place.ts";
import { examine } from "./examine.ts";

const { values } = parseArgs({ options: { data: { type: "string" } } });
const MARKS = { well: "✓", note: "–", ill: "✗" } as const;

const findings = await examine(folderOf(values.data));
for (const { part, state, says } of findings) console.log(`${MARKS[state]} ${part.padEnd(12)} ${says}`);
const ill = findings.filter(({ state }) => state === "ill").length;
console.log(ill === 0 ? "\nEverything that is needed works." : `\n${ill === 1 ? "One thing is" : `${ill} things are`} wrong.`);
process.exitCode = ill === 0 ? 0 : 1;
