import { globSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../launch/build.ts";

/** Looks that are not of app/globals.css: each with the words that name it, and where the right one is found. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b(?!;)/i, "a colour"],
  [/\b(?:rgba?|hsla?|hwb|(?:ok)?lab|(?:ok)?lch|color|color-mix)\((?!--)/, "a colour"],
  [
    /\b(?:bg|text|border|fill|stroke|ring|outline|accent|divide|decoration|caret|placeholder|from|via|to)-(?:white|black|[a-z]+-\d{2,3})\b/,
    "a colour",
  ],
  [/\b(?:bg|text|border|fill|ring|outline|accent|divide|decoration|caret|shadow|rounded|duration|delay|ease|animate|font)-\[/, "a value"],
  [/\bstroke-\[/, "a colour or a line's width"],
  [/\brounded(?:-[trblse]{1,2})?-(?:xs|sm|md|lg|\d?xl)\b|["'` ]rounded(?=["'` ])|border-?[rR]adius:\s*["']?\d/, "a radius"],
  [/\b(?:duration|delay)-\d|(?:transition|animation)[^;{}]*[\s:]\d*\.?\d+m?s\b|(?:transition|animation)Duration:/, "a duration"],
  [/\bshadow-(?:2?xs|sm|md|lg|\d?xl|inner)\b|\bdrop-shadow\b|box-?[sS]hadow:(?![\s"']*(?:none|var\(|inset 0 0 0 \dpx var\())/, "a shadow"],
  [
    /\btext-(?:\d?xl)(?<!text-xl)\b|\bfont-(?:thin|light|normal|medium|semibold|bold|black)\b|font-?[sS]ize:\s*["']?\d/,
    "a size or weight of type",
  ],
  [/(?<!first-letter:)\buppercase\b|\btracking-/, "capitals or spaced letters"],
];

export type Foreign = { line: number; look: string; text: string };

/** Every look in a source that no token has. What a comment says counts as well: there is no reason to write one there. */
export const foreignLooks = (source: string): Foreign[] =>
  source.split("\n").flatMap((text, i) => {
    const found = FOREIGN.find(([pattern]) => pattern.test(text));
    return found ? [{ line: i + 1, look: found[1], text: text.trim() }] : [];
  });

/** These stand outside of the stylesheet: a document that must hold with no other file, and what its tokens are made in. */
const OWN = ["app/globals.css", "components/consent/leaving-page.tsx"];

export const dressedFiles = (): string[] =>
  globSync("{app,components}/**/*.{ts,tsx,css}", { cwd: root }).filter((file) => !OWN.includes(file.replaceAll("\\", "/")));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const said = dressedFiles().flatMap((file) =>
    foreignLooks(readFileSync(`${root}${file}`, "utf8")).map(
      ({ line, look, text }) => `${relative(".", file)}:${line} has ${look}: ${text}`,
    ),
  );
  for (const line of said) console.log(line);
  if (said.length > 0)
    console.log("Colours, radii, durations, shadows and type are tokens of app/globals.css: use one, or make one there.");
  process.exit(said.length > 0 ? 1 : 0);
}
