import { describe, expect } from "vitest";
import { listCustomers } from "@/lib/customers/list";
import { recordCalls } from "@/lib/ingest/record";
import type { Scope } from "@/lib/scope";
import { test } from "../../support/test";

const people = (scope: Scope) =>
  recordCalls(
    scope,
    [
      { type: "identify", userId: "U-1", email: "ada@example.com", traits: { first_name: "Ada", last_name: "Lovelace" } },
      { type: "identify", userId: "U-2", email: "grace@example.com", traits: { first_name: "Grace", last_name: "Hopper" } },
      { type: "identify", userId: "U-3", traits: { name: "Émile Zola" } },
      { type: "identify", anonymousId: "anon-9", traits: {} },
      { type: "identify", email: "100%_sure@example.com", traits: {} },
    ],
    { source: "segment" },
  );

const found = async (scope: Scope, q: string, limit = 50) =>
  (await listCustomers(scope, { q, limit })).items.map(({ name, email, userId }) => name ?? email ?? userId ?? "anonymous");

describe("somebody is found by what begins", () => {
  const CASES: [string, string, string[]][] = [
    ["their email, whatever the case", "ADA@ex", ["Ada Lovelace"]],
    ["their first name", "grace", ["Grace Hopper"]],
    ["their full name", "grace h", ["Grace Hopper"]],
    ["their last name", "lovel", ["Ada Lovelace"]],
    ["a name beyond English, whatever the case", "émile", ["Émile Zola"]],
    ["their user id, as it is written", "U-3", ["Émile Zola"]],
    ["an anonymous id", "anon-", ["anonymous"]],
    ["an email with signs that mean something to SQL", "100%_", ["100%_sure@example.com"]],
    ["nothing of theirs", "zzz", []],
    ["a user id in other letters", "u-3", []],
    ["what stands in the middle", "example", []],
  ];
  test.for(CASES)("%s", async ([, q, expected], { scope }) => {
    await people(scope);
    expect(await found(scope, q)).toEqual(expected);
  });
});

test("somebody is found by our id", async ({ scope }) => {
  await people(scope);
  const [ada] = (await listCustomers(scope, { q: "ada", limit: 1 })).items;
  expect(await found(scope, ada!.publicId)).toEqual(["Ada Lovelace"]);
});

test("somebody who is found in many ways is listed once, over all pages", async ({ scope }) => {
  const calls = Array.from({ length: 23 }, (_, i) => {
    const name = `sam${String(i % 7).padStart(2, "0")}`;
    return {
      type: "identify" as const,
      userId: `sam-${i}`,
      email: `sam${i}@example.com`,
      traits: { first_name: name, last_name: `Sammer${i}` },
    };
  });
  await recordCalls(scope, calls, { source: "segment" });
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCustomers(scope, { q: "sam", limit: 5, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(ids).toHaveLength(23);
  expect(new Set(ids).size).toBe(23);
});

test("a search whose every row was seen before still ends, and nobody is listed twice", async ({ scope }) => {
  const calls = Array.from({ length: 60 }, (_, i) => ({
    type: "identify" as const,
    userId: `z${i}`,
    email: `zz${i}@example.com`,
    traits: {},
  }));
  await recordCalls(scope, calls, { source: "segment" });
  const ids: number[] = [];
  for (let cursor: string | null | undefined = undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(scope, { q: "z", limit: 3, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
});

test("nobody of another project is found or listed", async ({ scope, stranger }) => {
  await people(scope);
  expect(await found(stranger, "ada")).toEqual([]);
  expect((await listCustomers(stranger, { limit: 10 })).items).toEqual([]);
});

test("without a search the newest come first, page by page", async ({ scope, clock }) => {
  for (const userId of ["first", "second", "third"]) {
    clock.forward(1_000);
    await recordCalls(scope, [{ type: "identify", userId, traits: {} }], { source: "api" });
  }
  const { items, nextCursor } = await listCustomers(scope, { limit: 2 });
  expect(items.map(({ userId }) => userId)).toEqual(["third", "second"]);
  const rest = await listCustomers(scope, { limit: 2, cursor: nextCursor! });
  expect(rest).toMatchObject({ items: [{ userId: "first" }], nextCursor: null });
});
