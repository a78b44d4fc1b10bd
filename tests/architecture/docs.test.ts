import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DOCS, hrefOf } from "@/lib/docs/schema";
import { ROOTS } from "@/lib/templates/schema";

const FOLDER = "lib/docs/pages";
const textOf = (slug: string) => readFileSync(`${FOLDER}/${slug}.md`, "utf8");
const known = new Set<string>([...DOCS.map(({ slug }) => hrefOf(slug)), "/docs/api"]);

test("every page of the documentation is in its list, and the other way round", () => {
  expect(
    readdirSync(FOLDER)
      .map((file) => file.replace(/\.md$/, ""))
      .sort(),
  ).toEqual(DOCS.map(({ slug }) => slug).sort());
});

test("the basics name everything that an email may speak of", () => {
  const rows = textOf("basics")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  for (const root of ROOTS) expect(rows.join("\n")).toMatch(new RegExp(`\`${root}[.\`]`));
});

describe.each(DOCS)("$title", ({ slug }) => {
  test("links only to pages that exist", () => {
    for (const [, href = ""] of textOf(slug).matchAll(/\]\((\/[^)#]*)/g)) expect(known).toContain(href);
  });

  test("names only commands that exist", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    for (const [, name = ""] of textOf(slug).matchAll(/\bnpm run ([\w-]+)/g)) expect(Object.keys(scripts)).toContain(name);
  });

  test("names only files that are there", () => {
    for (const [path] of textOf(slug).matchAll(/\b(?:docker|scripts|tests|lib)\/[\w/.-]*\w/g)) expect(existsSync(path), path).toBe(true);
  });

  test("names only variables that there are", () => {
    const example = readFileSync(".env.example", "utf8") + readFileSync("compose.yaml", "utf8");
    for (const [, name = ""] of textOf(slug).matchAll(/`([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g))
      expect(example).toContain(name.replace(/_FILE$/, ""));
  });

  test("names only paths that are doors", () => {
    for (const [, door = ""] of textOf(slug).matchAll(/\{\{host\}\}\/(v1|beacon|api|cp\.js)/g))
      expect(existsSync(`app/${door}`)).toBe(true);
  });
});
