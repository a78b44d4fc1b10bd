import { globSync, readdirSync, readFileSync } from "node:fs";
import { matchesGlob } from "node:path";
import { expect, test } from "vitest";

/** A house that one person can hold in their head. What makes one of these red asks first what can go. */
const ignored = readFileSync(".gitignore", "utf8").split("\n").filter(Boolean);
const isKept = (name: string) => name !== ".git" && !ignored.some((pattern) => matchesGlob(name, pattern.replace(/\/$/, "")));
const linesOf = (file: string) => readFileSync(file, "utf8").split("\n").length - 1;

test("the top level has at most 22 entries", () => {
  expect(readdirSync(".").filter(isKept).length).toBeLessThanOrEqual(22);
});

test("at most 40 packages are depended on", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(40);
});

test("the product itself has at most 25,000 lines", () => {
  const lines = globSync("lib/**/*.{ts,tsx}").reduce((sum, file) => sum + linesOf(file), 0);
  expect(lines).toBeGreaterThan(10_000);
  expect(lines).toBeLessThanOrEqual(25_000);
});
