import { describe, expect, test } from "vitest";
import { anEngine } from "./harness";

describe("waiting for an event", () => {
  test("the first event with the same value ends the wait, and one with another value does not", async () => {
    const { client, send, start, ended, idle, runs } = anEngine();
    const fn = client.createFunction({ id: "waits", triggers: [{ event: "t/begin" }] }, async ({ step }) => {
      const came = await step.waitForEvent("answer", { event: "t/answer", match: "data.of.id", timeout: "1h" });
      return came?.data;
    });
    await start([fn]);
    await send("t/begin", { of: { id: 1 } });
    await idle();
    await send("t/answer", { of: { id: "1" }, n: "text, not a number" });
    await send("t/answer", { of: { id: 2 }, n: "another" });
    await idle();
    expect(await runs()).toMatchObject([{ status: "live" }]);
    await send("t/answer", { of: { id: 1 }, n: "first" });
    await send("t/answer", { of: { id: 1 }, n: "second" });
    expect(await ended()).toMatchObject([{ result: { data: { n: "first" } } }]);
  });

  test("a wait that nobody ends is over at its time-out, with null", async () => {
    const { client, send, start, ended, idle, clock, runs } = anEngine();
    const fn = client.createFunction({ id: "waits", triggers: [{ event: "t/begin" }] }, async ({ step }) => {
      const came = await step.waitForEvent("answer", { event: "t/answer", timeout: "2h" });
      return { came, after: await step.run("after", () => "went on") };
    });
    await start([fn]);
    await send("t/begin");
    await idle();
    clock.forward(2 * 3_600_000 - 1);
    await idle();
    expect(await runs()).toMatchObject([{ status: "live" }]);
    clock.forward(1);
    expect(await ended()).toMatchObject([{ result: { data: { came: null, after: "went on" } } }]);
  });

  test("an event that a sibling step sends cannot be missed", async () => {
    const { client, send, start, ended } = anEngine();
    const fn = client.createFunction({ id: "both", triggers: [{ event: "t/begin" }] }, async ({ step }) => {
      const [came] = await Promise.all([
        step.waitForEvent("answer", { event: "t/answer", timeout: "1h" }),
        step.sendEvent("ask", { name: "t/answer", data: { n: 1 } }),
      ]);
      return came?.data;
    });
    await start([fn]);
    await send("t/begin");
    expect(await ended()).toMatchObject([{ result: { data: { n: 1 } } }]);
  });

  test("a condition that the built-in engine cannot judge fails the run, with the advice to run on Inngest", async () => {
    const { client, send, start, ended } = anEngine();
    const fn = client.createFunction({ id: "asks", triggers: [{ event: "t/begin" }] }, ({ step }) =>
      step.waitForEvent("answer", { event: "t/answer", if: "async.data.n > event.data.n", timeout: "1h" }),
    );
    await start([fn]);
    await send("t/begin");
    const [run] = await ended();
    expect(run).toMatchObject({
      status: "failed",
      result: { error: { message: expect.stringMatching(/app-asks.*async\.data\.n.*Inngest/) } },
    });
  });
});

describe("sleeping", () => {
  test("until an instant, and no moment longer", async () => {
    const { client, send, start, ended, idle, clock, runs } = anEngine();
    const wake = new Date(clock.now().getTime() + 3 * 86_400_000);
    const fn = client.createFunction({ id: "sleeps", triggers: [{ event: "t/begin" }] }, async ({ step }) => {
      await step.sleepUntil("nap", wake);
      return "awake";
    });
    await start([fn]);
    await send("t/begin");
    await idle();
    clock.forward(3 * 86_400_000 - 1);
    await idle();
    expect(await runs()).toMatchObject([{ status: "live" }]);
    clock.forward(1);
    expect(await ended()).toMatchObject([{ result: { data: "awake" } }]);
  });
});

describe("invoking", () => {
  test("another function gives its result, or its error, or a time-out", async () => {
    const { client, send, start, ended, idle, clock } = anEngine();
    const doubles = client.createFunction({ id: "doubles", triggers: [{ event: "t/never" }] }, ({ event, step }) =>
      step.run("double", () => event.data.n * 2),
    );
    const fails = client.createFunction({ id: "fails", retries: 0, triggers: [{ event: "t/never" }] }, () => {
      throw new Error("boom");
    });
    const sleeps = client.createFunction({ id: "sleeps", triggers: [{ event: "t/never" }] }, ({ step }) => step.sleep("long", "1d"));
    const caller = client.createFunction({ id: "calls", triggers: [{ event: "t/begin" }] }, async ({ step }) => {
      const result = await step.invoke("good", { function: doubles, data: { n: 21 } });
      const error = await step.invoke("bad", { function: fails, data: {} }).catch((e: Error) => e.message);
      const late = await step.invoke("late", { function: sleeps, data: {}, timeout: "1m" }).catch((e: Error) => e.name);
      return { result, error, late };
    });
    await start([doubles, fails, sleeps, caller]);
    await send("t/begin");
    await idle();
    clock.forward(60_000);
    await idle();
    clock.forward(86_400_000);
    const runs = await ended(4);
    expect(runs.find(({ functionId }) => functionId === "app-calls")).toMatchObject({
      status: "completed",
      result: { data: { result: 42, error: "boom", late: "InngestInvokeTimeoutError" } },
    });
  });
});

describe("cancelling", () => {
  test("an event with the same value cancels a run, wherever it is, and no other run", async () => {
    const { client, send, start, ended, idle, clock } = anEngine();
    const fn = client.createFunction(
      { id: "long", triggers: [{ event: "t/begin" }], cancelOn: [{ event: "t/stop", match: "data.id" }] },
      async ({ event, step }) => {
        await step.sleep("nap", "1h");
        return event.data.id;
      },
    );
    await start([fn]);
    await send("t/begin", { id: "a" });
    await send("t/begin", { id: "b" });
    await idle();
    await send("t/stop", { id: "a" });
    await idle();
    clock.forward(3_600_000);
    expect((await ended(2)).map(({ status, events }) => [JSON.parse(events)[0].data.id, status]).sort()).toEqual([
      ["a", "cancelled"],
      ["b", "completed"],
    ]);
  });

  test("an event cancels only runs that began before it, however close together they were sent", async () => {
    const { client, start, ended, idle, clock } = anEngine();
    const fn = client.createFunction(
      { id: "long", triggers: [{ event: "t/begin" }], cancelOn: [{ event: "t/stop", match: "data.id" }] },
      async ({ step }) => void (await step.sleep("nap", "1h")),
    );
    await start([fn]);
    const at = { ts: +clock.now() };
    await client.send([
      { name: "t/stop", data: { id: 1 }, ...at },
      { name: "t/begin", data: { id: 1 }, ...at },
      { name: "t/begin", data: { id: 2 }, ...at },
      { name: "t/stop", data: { id: 2 }, ...at },
    ]);
    await idle();
    clock.forward(3_600_000);
    expect((await ended(2)).map(({ status, events }) => [JSON.parse(events)[0].data.id, status]).sort()).toEqual([
      [1, "completed"],
      [2, "cancelled"],
    ]);
  });

  test("a run that has not ended by its time limit is cancelled", async () => {
    const { client, send, start, ended, idle, clock } = anEngine();
    const fn = client.createFunction(
      { id: "long", triggers: [{ event: "t/begin" }], timeouts: { start: "10s", finish: "1m" } },
      async ({ step }) => void (await step.sleep("nap", "1h")),
    );
    await start([fn]);
    await send("t/begin");
    await idle();
    clock.forward(11_000);
    await idle();
    clock.forward(49_000);
    expect(await ended()).toMatchObject([{ status: "cancelled", result: { error: { message: expect.stringMatching(/had not ended/) } } }]);
  });
});
