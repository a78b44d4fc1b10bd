import fc from "fast-check";
import { expect, test } from "vitest";
import { isVisitOf } from "@/lib/events/addresses/visits";

const page = { url: "https://www.Shop.test/Pricing/?plan=pro#top", path: "/Pricing/", search: "?plan=pro" };

test.for([
  ["is", "/pricing", true],
  ["is", "/pricing/", true],
  ["is", "shop.test/pricing", true],
  ["is", "https://shop.test/pricing", true],
  ["is", "/pricing?plan=pro", true],
  ["is", "/pricing?plan=free", false],
  ["is", "/price", false],
  ["begins_with", "/pri", true],
  ["begins_with", "shop.test/", true],
  ["begins_with", "/", true],
  ["contains", "icin", true],
  ["contains", "shop", true],
  ["contains", "/shop", false],
  ["pattern", "/p*g", true],
  ["pattern", "*.test/*", true],
  ["pattern", "/pricing*", true],
  ["pattern", "/*/pricing", false],
  ["is", "", false],
  ["contains", "", false],
] as const)("an address that %s %s: %s", ([match, address, expected]) => {
  expect(isVisitOf({ match, address }, page)).toBe(expected);
});

test("a visit of which only the url is known has its path in it; one of which nothing is known is no visit of anything", () => {
  expect(isVisitOf({ match: "is", address: "/a/b" }, { url: "http://x.test/a/b?c" })).toBe(true);
  for (const visit of [{}, { url: 4 }, { path: null }]) expect(isVisitOf({ match: "pattern", address: "*" }, visit)).toBe(false);
});

test("a pattern is what the same pattern would be as an expression, whatever its stars", () => {
  const letters = fc.array(fc.constantFrom("a", "b", "/"), { maxLength: 10 }).map((all) => `/${all.join("")}x`);
  const pattern = fc.array(fc.constantFrom("a", "b", "/", "*"), { maxLength: 8 }).map((all) => `/${all.join("")}x`);
  fc.assert(
    fc.property(letters, pattern, (path, address) => {
      const asExpression = new RegExp(
        `^${address
          .split("*")
          .map((piece) => piece.replaceAll("/", "\\/"))
          .join(".*")}$`,
      );
      expect(isVisitOf({ match: "pattern", address }, { path })).toBe(asExpression.test(path));
    }),
    { numRuns: 500 },
  );
});

test("no pattern takes long", () => {
  const began = performance.now();
  isVisitOf({ match: "pattern", address: "*a".repeat(200) }, { url: "a".repeat(100_000) });
  expect(performance.now() - began).toBeLessThan(200);
});
