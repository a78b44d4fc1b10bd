import { expect } from "vitest";
import { remembered } from "@/lib/remembered";
import { test } from "../../support/test";

test("what was much to count is given at once to who asks again, is counted anew behind them, and is not given when it is old", async ({
  scope,
  clock,
}) => {
  let counts = 0;
  const ask = async () => (await remembered(scope, "much", { find: async () => ++counts, isMuch: () => true })).value;
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]); // one search for all who ask at the same time
  clock.forward(29_000);
  expect([await ask(), counts]).toEqual([1, 1]);
  clock.forward(2_000);
  expect([await ask(), counts]).toEqual([1, 2]);
  await expect.poll(ask).toBe(2);
  clock.forward(6 * 60_000);
  expect(await ask()).toBe(3);
});

test("what is little is counted each time; nobody gets what is another project's; a failure is told and forgotten", async ({
  scope,
  stranger,
}) => {
  let counts = 0;
  const ask = async () => (await remembered(scope, "little", { find: async () => ++counts, isMuch: () => false })).value;
  expect([await ask(), await ask()]).toEqual([1, 2]);
  const whose = (who: typeof scope, value: string) => remembered(who, "own", { find: async () => value, isMuch: () => true });
  await whose(scope, "theirs");
  expect((await whose(stranger, "nobody's")).value).toBe("nobody's");
  const fails = { find: () => Promise.reject(new Error("Away.")), isMuch: () => true };
  await expect(remembered(scope, "fails", fails)).rejects.toThrow("Away.");
  expect((await remembered(scope, "fails", { find: async () => "there", isMuch: () => true })).value).toBe("there");
});
