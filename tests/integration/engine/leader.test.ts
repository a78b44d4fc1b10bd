import { expect, test } from "vitest";
import { openPool } from "@/db/client";
import { anEngine, until } from "./harness";

test("what a worker still does after another took over does not count", async () => {
  const { client, send, start, ended, db, runs } = anEngine();
  const answers: ((name: string) => void)[] = [];
  let inTime = false; // from then on whoever leads is answered: on a busy machine they may take over once more
  const fn = client.createFunction({ id: "slow", triggers: [{ event: "t/slow" }] }, ({ step }) =>
    step.run("slow", () => (inTime ? "in time" : new Promise<string>((resolve) => answers.push(resolve)))),
  );
  await start([fn]);
  await send("t/slow");
  await until(async () => answers.length === 1);
  const [first] = (await db.query<{ epoch: number }>("select epoch from engine_leader")).rows;
  await start([fn]);
  await until(async () => {
    await db.query("update engine_leader set expires_at = now() where epoch = $1", [first!.epoch]); // as if the first worker had been frozen
    return (await db.query("select from engine_leader where epoch > $1", [first!.epoch])).rows.length === 1;
  });
  await until(async () => answers.length === 2); // until whoever won has begun, what the first one saves still counts
  answers[0]!("too late");
  await new Promise((resolve) => setTimeout(resolve, 200)); // it tries to save that
  expect(await runs()).toMatchObject([{ status: "live" }]);
  inTime = true;
  for (const answer of answers.slice(1)) answer("in time");
  expect(await ended()).toMatchObject([{ status: "completed", result: { data: "in time" } }]);
});

test("a call in whose middle workers ended is taken by one that has led for a while: who is ended by something else drags it nowhere", async () => {
  const { client, send, start, ended, db } = anEngine();
  const calls: number[] = [];
  const fn = client.createFunction({ id: "suspected", triggers: [{ event: "t/suspected" }] }, ({ step }) =>
    step.run("once more", () => (calls.push(performance.now()) === 1 ? new Promise<string>(() => undefined) : "well")),
  );
  const first = await start([fn]);
  await send("t/suspected");
  await until(async () => calls.length === 1);
  await first.stop(0);
  await db.query("update engine_calls set claims = 4");
  const begun = performance.now();
  await start([fn]);
  expect(await ended()).toMatchObject([{ status: "completed", result: { data: "well" } }]);
  expect(calls[1]! - begun).toBeGreaterThanOrEqual(4 * 250);
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

test("a run of a function that is gone is stopped a day after it could have gone on, and says so; until then another version may still come back", async () => {
  const { client, send, start, db, clock, idle, runs } = anEngine();
  const gone = client.createFunction({ id: "gone", triggers: [{ event: "t/begin" }] }, ({ step }) => step.sleep("nap", "30d"));
  const other = client.createFunction({ id: "other", triggers: [{ event: "t/other" }] }, () => "done");
  const first = await start([gone]);
  await send("t/begin");
  await idle();
  await first.stop();
  clock.forward(31 * 86_400_000);
  const second = await start([other]);
  await until(async () => (await db.query("select from engine_functions where id = 'app-other'")).rows.length === 1);
  expect(await runs()).toMatchObject([{ status: "live" }]);
  await second.stop();
  clock.forward(1);
  await start([other]);
  const stopped = await until(async () => (await runs()).find(({ status }) => status === "cancelled"));
  expect(stopped).toMatchObject({ result: { error: { message: 'The function "app-gone" does not exist any more.' } } });
});

test("whoever is slow to begin takes nothing from the leader who came meanwhile", async () => {
  const { client, send, startOn, start, ended, db } = anEngine();
  const answers: ((name: string) => void)[] = [];
  const fn = client.createFunction({ id: "slow", triggers: [{ event: "t/slow" }] }, ({ step }) =>
    step.run("slow", () => new Promise<string>((resolve) => answers.push(resolve))),
  );
  const own = openPool(process.env.DATABASE_URL, 4);
  const query = own.query.bind(own) as (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  let sought = 0;
  own.query = (async (text: string, values?: unknown[]) => {
    const answer = await query(text, values);
    if (text.includes("engine_leader as l") && ++sought === 1) {
      await db.query("update engine_leader set expires_at = now()"); // it stands still, and its lease runs out
      await start([fn]);
      await send("t/slow");
      await until(async () => answers.length === 1);
    }
    return answer;
  }) as typeof own.query;
  const slow = await startOn(own, [fn]);
  await until(async () => sought > 1); // it has found that it must not begin
  answers[0]!("once");
  expect(await ended()).toMatchObject([{ status: "completed", result: { data: "once" } }]);
  expect(answers).toHaveLength(1);
  await slow.stop();
  await own.end();
});

test("a call that the database gave to this worker without its knowing is given back and made", async () => {
  const { client, send, startOn, ended, db } = anEngine();
  const own = openPool(process.env.DATABASE_URL, 4);
  const query = own.query.bind(own) as (text: string, values?: unknown[]) => Promise<unknown>;
  let lost = 0;
  own.query = (async (text: string, values?: unknown[]) => {
    const answer = await query(text, values);
    if (!text.includes("update engine_calls c set epoch") || lost > 0) return answer;
    lost += (answer as { rows: unknown[] }).rows.length;
    throw new Error("The connection was cut after the commit.");
  }) as typeof own.query;
  const fn = client.createFunction({ id: "works", triggers: [{ event: "t/work" }] }, () => "done");
  const worker = await startOn(own, [fn]);
  await send("t/work");
  expect(await ended()).toMatchObject([{ status: "completed" }]);
  expect(lost).toBe(1);
  expect((await db.query("select from engine_calls")).rows).toEqual([]);
  await worker.stop();
  await own.end();
});
