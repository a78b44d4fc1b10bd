import { expect, test } from "vitest";
import { forgetOld } from "@/inngest/engine/sweep";
import { anEngine } from "./harness";

test("a step that answers more than 4 MB fails, so that what works here works on Inngest", async () => {
  const { client, send, start, ended } = anEngine();
  const fn = client.createFunction({ id: "large", triggers: [{ event: "t/large" }] }, async ({ step }) => {
    await step.run("fits", () => "x".repeat(3_900_000));
    await step.sleep("save first", 0);
    return step.run("exceeds", () => "x".repeat(4_200_000)).then((text) => text.length);
  });
  await start([fn]);
  await send("t/large");
  const [run] = await ended();
  expect(run).toMatchObject({ status: "completed" });
});

test("a run of more than 1,000 steps fails with that reason", { timeout: 90_000 }, async () => {
  const { client, send, start, ended } = anEngine();
  const fn = client.createFunction({ id: "endless", triggers: [{ event: "t/endless" }] }, async ({ step }) => {
    for (let n = 0; ; n++) await step.run(`step ${n}`, () => n);
  });
  await start([fn]);
  await send("t/endless");
  expect(await ended()).toMatchObject([{ status: "failed", result: { error: { message: expect.stringMatching(/at most 1000 steps/) } } }]);
});

test("where one call may run at a time, they run in the order in which they were sent", async () => {
  const { client, send, start, ended } = anEngine();
  const seen: unknown[] = [];
  const fn = client.createFunction({ id: "ordered", triggers: [{ event: "t/ordered" }], concurrency: { limit: 1 } }, ({ event, step }) =>
    step.run("see", () => void seen.push(event.data.n)),
  );
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  for (const n of numbers) await send("t/ordered", { n });
  await start([fn]);
  await ended(40);
  expect(seen).toEqual(numbers);
});

test("runs that ended more than a week ago are forgotten, with their steps; live ones are not, however old", async () => {
  const { client, send, start, idle, clock, db, runs } = anEngine();
  const fn = client.createFunction({ id: "done", triggers: [{ event: "t/done" }] }, ({ step }) => step.run("once", () => 1));
  const waits = client.createFunction({ id: "waits", triggers: [{ event: "t/wait" }] }, async ({ step }) => {
    await step.run("once", () => 1);
    await step.waitForEvent("long", { event: "t/never", timeout: "300d" });
  });
  const executor = await start([fn, waits]);
  await send("t/done");
  await send("t/wait");
  await idle();
  await executor.stop();
  clock.forward(8 * 86_400_000);
  expect(await forgetOld(db, clock.now())).toBe(false);
  expect(await runs()).toMatchObject([{ functionId: "app-waits", status: "live" }]);
  expect((await db.query("select from engine_steps")).rows).toHaveLength(1);
});
