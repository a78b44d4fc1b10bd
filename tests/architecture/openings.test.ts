import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PLACES, REMOVES_SAMPLE } from "../support/openings";

/** Whatever opens over a page is one of these of components/ui; the palette of a project is a dialog. */
const LAYER = /<(?:Dialog|Sheet|Menu|Palette|Combobox|Suggest|Confirm|EndingMenu)(?=[\s>])(?! aria-hidden)/g;

/** How many layers a component writes, by its path below components/. Those of ui/ and the page that shows them stand for no place. */
function written(): Map<string, number> {
  const files = globSync("**/*.tsx", { cwd: "components", exclude: ["ui/**", "showcase/**"] });
  const counts = files.map((file) => {
    const layers = readFileSync(`components/${file}`, "utf8").match(LAYER)?.length ?? 0;
    return [file.replace(/\.tsx$/, ""), layers] as const;
  });
  return new Map(counts.filter(([, layers]) => layers > 0));
}

const opened = [
  ...Object.values(PLACES)
    .flat()
    .flatMap(({ openings }) => openings),
  REMOVES_SAMPLE,
].map(({ of }) => of);

test("every dialog, sheet, menu and list of choices is opened by the browser tests, which look at it", () => {
  const isMissed = ([file, layers]: [string, number]) => opened.filter((of) => of === file).length < layers;
  expect([...written()].filter(isMissed).map(([file]) => file)).toEqual([]);
});

test("what the browser tests open is written where they say", () => {
  expect(opened.filter((of) => !written().has(of))).toEqual([]);
});
