import { expect, test } from "vitest";
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
  await until(async () => (await db.query("select from engine_leader where expires_at > now()")).rows.length === 1);
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
