import { afterAll, beforeAll, expect, test } from "vitest";
import { killUnderLoad } from "../chaos/killing";
import { isAlive } from "../support/processes";
import { RunningInstance } from "../support/running";

let instance: RunningInstance;
beforeAll(async () => {
  instance = await RunningInstance.start();
}, 300_000);
afterAll(() => instance?.remove(), 60_000);

/** `npm run chaos -- ingest` and `-- postgres` do the same a hundred times, and other times each time. */
test.each([
  ["web", 1],
  ["postgres", 2],
] as const)(
  "whatever was acknowledged is there, once, however often %s is killed",
  async (part, seed) => {
    const { acked, recoveries, ...broken } = await killUnderLoad(instance, part, { kills: 3, seed });
    expect(acked).toBeGreaterThan(100);
    expect(broken).toEqual({ lost: 0, doubled: 0, ackedWhileDown: part === "web" ? expect.any(Number) : 0 });
    expect(Math.max(...recoveries)).toBeLessThan(15_000);
  },
  180_000,
);

test("an instance that is told to end leaves no process behind", async () => {
  const all = instance.everything;
  expect(all.filter(isAlive)).toHaveLength(4);
  await instance.stop();
  expect(all.filter(isAlive)).toEqual([]);
}, 60_000);
