import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dressedFiles, foreignLooks } from "../../scripts/test/looks";

const REFUSED = [
  'className="bg-[#fff]"',
  'className="text-red-500"',
  'className="bg-white"',
  'className="border-[oklch(0.5_0.1_20)]"',
  'className="stroke-[1.5]"',
  'className="rounded-[3px]"',
  'className="rounded-lg p-2"',
  'className="p-2 rounded"',
  'className="rounded-t-md"',
  'className="duration-150"',
  'className="delay-[70ms]"',
  'className="shadow-lg"',
  'className="shadow-[0_1px_2px_black]"',
  'className="text-[13px]"',
  'className="text-3xl"',
  'className="font-bold"',
  'className="uppercase"',
  "style={{ color: '#123456' }}",
  "style={{ borderRadius: 4 }}",
  'style={{ boxShadow: "0 0 4px black" }}',
  "  color: rgb(0 0 0 / 0.5);",
  "  border-radius: 4px;",
  "  transition: opacity 120ms;",
  "  box-shadow: 0 1px 2px var(--ink);",
];

const WELCOME = [
  'className="bg-panel text-ink border-edge/60 rounded-control duration-panel shadow-float text-lg"',
  'className="size-control stroke-icon rounded-full ease-out max-w-prose"',
  'className="first-letter:uppercase grid-cols-[minmax(0,1fr)_auto] h-[70vh]"',
  'className="transition-[border-color]"',
  'href="#content"',
  'const issue = "#7";',
  "  border-radius: var(--radius-thing);",
  "  box-shadow: inset 0 0 0 1px var(--paper-line);",
  "  transition: opacity var(--transition-duration-appear) var(--ease-out);",
];

describe("a look that no token has is found", () => {
  test.each(REFUSED)("%s", (source) => expect(foreignLooks(source)).toHaveLength(1));
});

describe("a look of the tokens is welcome", () => {
  test.each(WELCOME)("%s", (source) => expect(foreignLooks(source)).toEqual([]));
});

test("pages and components wear nothing but tokens", () => {
  const found = dressedFiles().flatMap((file) =>
    foreignLooks(readFileSync(file, "utf8")).map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(found).toEqual([]);
});
