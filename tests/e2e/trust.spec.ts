import { expect, test } from "@playwright/test";
import { authOf } from "../verify/auth-of";
import { countsOf } from "../verify/counts-of";
import { crossSiteOf } from "../verify/csrf-of";
import { csvOf } from "../verify/csv-of";
import { isolationOf } from "../verify/isolation-of";
import { publicKeyOf } from "../verify/keys-of";
import { makeWorld, type World } from "../verify/world";
import { instance } from "../support/instance";

/** What `npm run verify` holds against a whole corpus, in a few minutes' worth less of it. They share one world: the last one ends it. */
test.describe.configure({ mode: "serial", timeout: 300_000 });

let world: World;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  world = await makeWorld(instance);
});
test.afterAll(() => world?.db.end());

test("what is counted on screens and in answers is what is there", async () => {
  const { of, found } = await countsOf(world);
  expect(of).toBeGreaterThan(10);
  expect(found).toEqual([]);
});

test("no action is run for another website", async () => {
  const { tried, leaks } = await crossSiteOf(world);
  expect(tried).toBeGreaterThan(100);
  expect(leaks).toEqual([]);
});

test("a public key reports, and nothing else", async () => {
  expect((await publicKeyOf(world)).leaks).toEqual([]);
});

test("no cell of an exported file is a formula", async () => {
  for (const { name, found } of await csvOf(world, 15)) expect(found, name).toEqual([]);
});

test("guessing is bounded, and answers tell nothing of who has an account", async () => {
  const { verdicts } = await authOf(world, { attempts: 20, pairs: 4 });
  for (const { name, found } of verdicts) if (!name.includes("time")) expect(found, name).toEqual([]);
});

test("nothing of a project is seen or changed by who has no business in it", async () => {
  const { tried, leaks, missing } = await isolationOf(world);
  expect(tried).toBeGreaterThan(500);
  expect(missing).toEqual([]);
  expect(leaks).toEqual([]);
});
