import { cron } from "inngest";
import { describe, expect, test } from "vitest";
import type { SqlPool } from "@/db/client";
import { anEngine, until } from "./harness";

const dataOf = (events: string) => (JSON.parse(events) as { data: unknown }[]).map(({ data }) => data);

describe("events", () => {
  test("an event with the same id starts one run of each function, for as long as the run is kept", async () => {
    const { client, send, start, ended, idle } = anEngine();
    const one = client.createFunction({ id: "one", triggers: [{ event: "t/same" }] }, () => 1);
    const two = client.createFunction({ id: "two", triggers: [{ event: "t/*" }, { event: "t/same" }] }, () => 2);
    await start([one, two]);
    await send("t/same", {}, { id: "x" });
    await idle();
    await send("t/same", {}, { id: "x" });
    await idle();
    expect((await ended(2)).map(({ functionId }) => functionId).sort()).toEqual(["app-one", "app-two"]);
  });

  test("an event of the future starts its run then", async () => {
    const { client, send, start, ended, idle, clock, runs } = anEngine();
    const fn = client.createFunction({ id: "later", triggers: [{ event: "t/later" }] }, () => "done");
    await start([fn]);
    await send("t/later", {}, { ts: +clock.now() + 60_000 });
    await until(async () => (await runs()).length === 1);
    clock.forward(59_999);
    await idle();
    expect(await runs()).toMatchObject([{ status: "live" }]);
    clock.forward(1);
    expect(await ended()).toMatchObject([{ status: "completed" }]);
  });

  test("names of the engine's own events, and what is no event, are refused with the reason", async () => {
    const { client } = anEngine();
    await expect(client.send({ name: "inngest/function.failed", data: {} })).rejects.toThrow(/engine's own/);
    await expect(client.send({ name: "", data: {} })).rejects.toThrow(/name/);
  });

  test("an event that nobody can store does not hold up those after it", async () => {
    const { client, send, start, ended, db } = anEngine();
    const fn = client.createFunction({ id: "fine", triggers: [{ event: "t/fine" }] }, () => "done");
    const bad = { id: "b\u0000d", name: "t/fine", data: {}, ts: 0, user: {} };
    await db.query("insert into engine_inbox (event, received_at) values ($1, now())", [JSON.stringify(bad)]);
    await start([fn]);
    await send("t/fine");
    expect(await ended()).toMatchObject([{ status: "completed" }]);
  });
});

describe("schedules", () => {
  test("a schedule fires once per slot, in its zone, and a slot that nobody was there for comes late, once", async () => {
    const { client, start, ended, idle, clock, db } = anEngine();
    clock.set(new Date("2026-03-28T22:59:30Z"));
    const hourly = client.createFunction(
      { id: "hourly", triggers: [cron("0 * * * *")] },
      ({ event }) => (event.data as { fireAt: string }).fireAt,
    );
    const nightly = client.createFunction({ id: "nightly", triggers: [cron("TZ=Europe/Berlin 30 3 * * *")] }, () => "night");
    const first = await start([hourly, nightly]);
    await until(async () => (await db.query("select from engine_timers where kind = 'cron'")).rows.length === 2);
    clock.forward(30_000);
    await ended(1);
    await first.stop();
    clock.set(new Date("2026-03-29T01:30:00Z")); // 03:30 in Berlin, an hour after its clocks went forward
    await start([hourly, nightly]);
    await ended(3);
    await idle();
    const runs = await ended(3);
    expect(runs.map(({ functionId, result }) => [functionId, (result as { data: string }).data]).sort()).toEqual([
      ["app-hourly", "2026-03-28T23:00:00Z"],
      ["app-hourly", "2026-03-29T00:00:00Z"],
      ["app-nightly", "night"],
    ]);
  });
});

test("a schedule whose function is paused lets its slots go by, and none is made up for", async () => {
  const { client, start, ended, idle, clock, db, runs } = anEngine();
  clock.set(new Date("2026-03-10T10:00:30Z"));
  const fn = client.createFunction({ id: "minutely", triggers: [cron("* * * * *")] }, () => "done");
  await db.query("insert into engine_pauses (project_id, function_id, paused_at) values (0, 'app-minutely', now())");
  await start([fn]);
  const next = () => db.query<{ at: Date }>("select at from engine_timers where kind = 'cron'");
  await until(async () => (await next()).rows.length === 1);
  for (let slot = 1; slot <= 3; slot++) {
    clock.forward(60_000);
    await until(async () => +(await next()).rows[0]!.at > +clock.now());
  }
  await idle();
  expect(await runs()).toEqual([]);
  await db.query("delete from engine_pauses");
  clock.forward(60_000);
  expect(await ended(1)).toHaveLength(1);
});

describe("gathering", () => {
  test("a batch begins when it is full, or when its time is over, and each key has its own", async () => {
    const { client, send, start, ended, idle, clock } = anEngine();
    const fn = client.createFunction(
      { id: "batch", triggers: [{ event: "t/batch" }], batchEvents: { maxSize: 3, timeout: "10s", key: "event.data.k" } },
      ({ events }) => events.length,
    );
    await start([fn]);
    for (const [n, k] of ["a", "b", "a", "a", "a"].entries()) await send("t/batch", { k, n });
    await ended(1);
    await idle();
    clock.forward(10_000);
    const runs = await ended(3);
    expect(runs.map(({ events }) => dataOf(events).map((data) => (data as { n: number }).n)).sort()).toEqual([[0, 2, 3], [1], [4]]);
  });

  test("an event that comes again takes with it nothing that is gathered beside it", async () => {
    const { client, send, start, ended } = anEngine();
    const fn = client.createFunction(
      { id: "batch", triggers: [{ event: "t/batch" }], batchEvents: { maxSize: 2, timeout: "10s" } },
      () => 1,
    );
    await start([fn]);
    for (const id of ["again", "one"]) await send("t/batch", { id }, { id });
    await ended(1);
    for (const id of ["again", "two"]) await send("t/batch", { id }, { id });
    const gathered = (await ended(2)).flatMap(({ events }) => dataOf(events).map((data) => (data as { id: string }).id));
    expect(gathered).toEqual(expect.arrayContaining(["one", "two"]));
  });

  test("a debounced function begins when it is quiet, with the newest event, or at its time-out", async () => {
    const { client, send, start, ended, idle, clock, runs } = anEngine();
    const fn = client.createFunction(
      { id: "deb", triggers: [{ event: "t/deb" }], debounce: { period: "10s", timeout: "15s" } },
      ({ event }) => event.data.n,
    );
    await start([fn]);
    await send("t/deb", { n: 1 });
    await idle();
    clock.forward(9_000);
    await send("t/deb", { n: 2 });
    await idle();
    clock.forward(5_999);
    await idle();
    expect(await runs()).toEqual([]);
    clock.forward(1);
    expect(await ended()).toMatchObject([{ result: { data: 2 } }]);
  });

  test("a throttled function begins as often as it may: a burst, then evenly", async () => {
    const { client, send, start, idle, clock, runs } = anEngine();
    const fn = client.createFunction({ id: "thr", triggers: [{ event: "t/thr" }], throttle: { limit: 2, period: "10s" } }, () => "done");
    await start([fn]);
    for (let n = 0; n < 5; n++) await send("t/thr", { n });
    await until(async () => (await runs()).length === 5);
    const done = async () => {
      await idle();
      return (await runs()).filter(({ status }) => status === "completed").length;
    };
    const counts = [await done()];
    for (let second = 5; second <= 15; second += 5) {
      clock.forward(5_000);
      counts.push(await done());
    }
    expect(counts).toEqual([2, 3, 4, 5]);
  });
});

describe("concurrency", () => {
  test("at most as many calls run at once as a function allows for each value of its key", async () => {
    const { client, send, start, ended } = anEngine();
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    const add = (k: string, by: number) => {
      running.set(k, (running.get(k) ?? 0) + by);
      most.set(k, Math.max(most.get(k) ?? 0, running.get(k)!));
    };
    const fn = client.createFunction(
      { id: "keyed", triggers: [{ event: "t/keyed" }], concurrency: [{ limit: 2, key: "event.data.k" }, { limit: 3 }] },
      async ({ event, step }) => {
        for (const name of ["one", "two"]) {
          await step.run(name, async () => {
            const { k } = event.data as { k: string };
            for (const slot of [k, "all"]) add(slot, 1);
            await new Promise((resolve) => setTimeout(resolve, 15));
            for (const slot of [k, "all"]) add(slot, -1);
          });
        }
      },
    );
    await start([fn]);
    for (let n = 0; n < 20; n++) await send("t/keyed", { k: n % 3 ? "a" : "b" });
    await ended(20);
    expect(Object.fromEntries(most)).toEqual({ a: 2, b: expect.any(Number), all: 3 });
    expect(most.get("b")).toBeLessThanOrEqual(2);
  });

  test("one project's many jobs make no other's single one wait: not in the inbox, not among calls or timers", async () => {
    const { client, start, send, db, clock, idle } = anEngine();
    const did: [project: number, what: string][] = [];
    const fn = client.createFunction(
      { id: "work", triggers: [{ event: "t/work" }], concurrency: { key: "event.data.projectId", limit: 2 } },
      async ({ event, step }) => {
        const { projectId, naps } = event.data as { projectId: number; naps: boolean };
        if (naps) await step.sleep("nap", "1h");
        await step.run("work", () => void did.push([projectId, naps ? "woke" : "worked"]));
      },
    );
    const first = await start([fn]);
    await send("t/work", { projectId: 2, naps: true });
    await idle();
    await first.stop();
    await flood(db, 20_000, clock.now());
    clock.forward(3_600_000);
    await send("t/work", { projectId: 2, naps: false });
    await start([fn], { capacity: 4 });
    await until(async () => did.filter(([project]) => project === 2).length === 2);
    expect(did.filter(([project]) => project === 1).length).toBeLessThan(300); // of sixty thousand
  }, 60_000);

  test("a lane whose limit is reached is passed over, however long it is, and others go on", async () => {
    const { client, start, send, db, clock } = anEngine();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const did: string[] = [];
    const fn = client.createFunction(
      { id: "work", triggers: [{ event: "t/work" }], concurrency: { key: "event.data.k", limit: 1 } },
      async ({ event, step }) => {
        await step.run("work", () => (event.data.k === "long" ? held : undefined));
        did.push(event.data.k);
      },
    );
    await start([fn]);
    await send("t/work", { projectId: 1, k: "long" });
    await flood(db, 5_000, clock.now(), "long");
    for (let n = 0; n < 5; n++) await send("t/work", { projectId: 1, k: `short ${n}` });
    await until(async () => did.length === 5);
    expect(did.sort()).toEqual([0, 1, 2, 3, 4].map((n) => `short ${n}`));
    release();
  });
});

/** What a project with very much to do has before the engine: as many events, as many calls, and as many timers that are due. */
async function flood(db: SqlPool, count: number, now: Date, k = "1") {
  const event = (n: string) =>
    `'[{"id":"' || ${n} || '","name":"t/work","data":{"projectId":1,"k":"${k}","naps":false},"ts":0,"user":{}}]'`;
  await db.query(
    `insert into engine_inbox (project_id, event, received_at) select 1, ltrim(rtrim(${event("'in ' || n")}, ']'), '['), $2 from generate_series(1, $1::int) n`,
    [count, now],
  );
  await db.query(
    `with runs as (insert into engine_runs (id, function_id, project_id, event_id, events, slots, created_at)
       select gen_random_uuid(), 'app-work', 1, 'flood ' || n, ${event("'at ' || n")}, array['app-work' || chr(10) || '0' || chr(10) || $3], $2
       from generate_series(1, 2 * $1::int) n returning id, slots, event_id),
     halves as (select *, row_number() over () <= $1::int as called from runs),
     calls as (insert into engine_calls (run_id, step_id, function_id, project_id, slots, attempt, ready_at)
       select id, 'step', 'app-work', 1, slots, 0, $2 from halves where called)
     insert into engine_timers (kind, function_id, project_id, run_id, step_id, at)
     select 'call', 'app-work', 1, id, 'step', $2 from halves where not called`,
    [count, now, k === "1" ? "1" : JSON.stringify(k)],
  );
}
