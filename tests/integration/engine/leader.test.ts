import { expect, test } from "vitest";
import { engineState } from "@/inngest/engine/state";
import { anEngine, until } from "./harness";

test("what a worker still does after another took over does not count", async () => {
  const { client, send, start, ended, db, runs } = anEngine();
  const answers: ((name: string) => void)[] = [];
  const fn = client.createFunction({ id: "slow", triggers: [{ event: "t/slow" }] }, ({ step }) =>
    step.run("slow", () => new Promise<string>((resolve) => answers.push(resolve))),
  );
  await start([fn]);
  await send("t/slow");
  await until(async () => answers.length === 1);
  await db.query("update engine_leader set expires_at = now()"); // as if the first worker had been frozen
  await start([fn]);
  await until(async () => (await engineState(db)).leaderAlive);
  answers[0]!("too late");
  await until(async () => answers.length === 2);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await runs()).toMatchObject([{ status: "live" }]);
  answers[1]!("in time");
  expect(await ended()).toMatchObject([{ status: "completed", result: { data: "in time" } }]);
});

test("a run that nothing would wake is found and woken", async () => {
  const { client, send, start, ended, db, idle } = anEngine();
  const fn = client.createFunction({ id: "sleeps", triggers: [{ event: "t/begin" }] }, async ({ step }) => {
    await step.waitForEvent("never", { event: "t/never", timeout: "1h" });
    return "woken";
  });
  const first = await start([fn]);
  await send("t/begin");
  await idle();
  await first.stop();
  await db.query("delete from engine_timers");
  await start([fn]);
  await until(async () => (await db.query("select from engine_timers where kind = 'wait'")).rows.length === 1);
  await send("t/never");
  expect(await ended()).toMatchObject([{ status: "completed" }]);
});

test("what there is to do is told in numbers, and so is whether anybody does it", async () => {
  const { client, send, start, db, idle } = anEngine();
  let finish: (() => void) | undefined;
  const fn = client.createFunction({ id: "works", triggers: [{ event: "t/work" }], concurrency: 1 }, ({ step }) =>
    step.run("work", () => new Promise<void>((resolve) => (finish = resolve))),
  );
  const sleeps = client.createFunction({ id: "sleeps", triggers: [{ event: "t/sleep" }] }, ({ step }) => step.sleep("nap", "1h"));
  await db.query("update engine_leader set expires_at = now()");
  expect(await engineState(db)).toMatchObject({ leaderAlive: false });
  await start([fn, sleeps]);
  await send("t/sleep");
  await idle();
  for (let n = 0; n < 3; n++) await send("t/work");
  await until(async () => finish && (await engineState(db)).live === 4);
  const state = await engineState(db);
  expect(state).toMatchObject({ leaderAlive: true, inbox: 0, ready: 2, running: 1, waiting: 1, live: 4, failedLastDay: 0 });
});
