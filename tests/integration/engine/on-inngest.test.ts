import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import { outbox } from "@/db/schema";
import type { EngineEvent } from "@/inngest/engine/event";
import { handOver } from "@/inngest/moving";
import { follow } from "@/lib/outbox/follow";
import { test } from "../../support/test";
import { anEngine, until } from "./harness";

/** Next's way to work after a response, outside of Next: what was put off is kept until the test says that the response is out. */
const putOff: (() => Promise<unknown>)[] = [];
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: (work: () => Promise<unknown>) => putOff.push(work) }));
const responseIsOut = () => Promise.all(putOff.splice(0).map((work) => work()));

type Route = Record<"GET" | "POST" | "PUT", (request: Request, context: unknown) => Promise<Response>>;

const KEY = "0123456789abcdef0123456789abcdef";
const received: { id: string; name: string; data: object; ts: number }[] = [];
let refusing = false;
const server = createServer(async (request, response) => {
  if (refusing) return void response.writeHead(503).end();
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const events = JSON.parse(Buffer.concat(chunks).toString()) as typeof received;
  received.push(...events);
  response.setHeader("content-type", "application/json").end(JSON.stringify({ ids: events.map(({ id }) => id), status: 200 }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

/** The door as a process with such an environment opens it. */
async function theDoor(env: Record<string, string>): Promise<Route> {
  become(env);
  return (await import("@/app/api/inngest/route")) as unknown as Route;
}

function become(env: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
}

const onInngest = () => ({
  INNGEST_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  INNGEST_SIGNING_KEY: `signkey-test-${KEY}`,
  INNGEST_EVENT_KEY: "event-key",
});

const sorted = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, inner: unknown) =>
      inner && typeof inner === "object" && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner,
    ),
  );

/** A call of the function that empties the outbox, as an Inngest server makes it. */
function aCall(sign: boolean) {
  const event = { id: "2026-11-23T18:42:00Z", name: "inngest/scheduled.timer", data: {}, ts: 1, user: {} };
  const ctx = {
    run_id: "01M84VCWPQ06T7GJBGHGGR2MHM",
    attempt: 0,
    disable_immediate_execution: false,
    use_api: false,
    stack: { stack: [], current: 0 },
  };
  const body = JSON.stringify(sorted({ version: -1, use_api: false, event, events: [event], steps: {}, ctx }));
  const time = Math.floor(Date.now() / 1_000);
  const signature = createHmac("sha256", KEY)
    .update(body + time)
    .digest("hex");
  const headers = {
    "content-type": "application/json",
    host: "app.test",
    ...(sign && { "x-inngest-signature": `t=${time}&s=${signature}` }),
  };
  return new Request("http://app.test/api/inngest?fnId=crowdpower-relay-outbox&stepId=step", { method: "POST", body, headers });
}

describe("the door of an Inngest server", () => {
  test("does not exist while the built-in engine runs the functions", async () => {
    const door = await theDoor({});
    for (const method of ["GET", "POST", "PUT"] as const) {
      expect((await door[method](new Request("http://app.test/api/inngest", { method }), {})).status).toBe(404);
    }
  });

  test("refuses a call that is not signed, and one that is signed for another body", async () => {
    const { GET, POST, PUT } = await theDoor(onInngest());
    expect((await POST(aCall(false), {})).status).toBe(401);
    const unsigned = (method: string) => new Request("http://app.test/api/inngest", { method, headers: { host: "app.test" } });
    expect([(await GET(unsigned("GET"), {})).status, (await PUT(unsigned("PUT"), {})).status]).toEqual([401, 401]);
    const signed = aCall(true);
    const altered = new Request(signed.url, {
      method: "POST",
      headers: signed.headers,
      body: (await signed.text()).replace("scheduled", "Scheduled"),
    });
    expect((await POST(altered, {})).status).toBe(401);
  });

  test("takes a signed call: what was promised is sent under its own id, without anything that listens to the database", async ({
    scope,
    db,
  }) => {
    const later = new Date(Date.now() + 3_600_000);
    await follow(scope, "segment/changed", { segmentId: "seg_1" });
    await follow(scope, "segment/changed", { segmentId: "seg_2" }, later);
    const promised = await db.select().from(outbox);
    const { POST } = await theDoor(onInngest());
    const answer = await POST(aCall(true), {});
    expect([answer.status, await answer.json()]).toMatchObject([206, [{ op: "StepRun", name: "relay" }]]);
    expect(received).toMatchObject(
      promised.map(({ id, ids }) => ({ id, name: "segment/changed", data: { ...ids, projectId: scope.projectId } })),
    );
    expect(received[1]!.ts).toBe(+later);
    expect(await db.select().from(outbox)).toEqual([]);
  });

  test("what a call promised is passed on right after its response; while the server is away it is kept", async ({ scope, db }) => {
    become(onInngest());
    const { withPassingOn } = await import("@/lib/web/afterwards");
    const promising = withPassingOn(async (segmentId: string) => {
      await follow(scope, "segment/changed", { segmentId });
      return new Response(null, { status: 204 });
    });
    received.length = 0;
    expect((await promising("seg_3")).status).toBe(204);
    expect(received).toEqual([]);
    await responseIsOut();
    expect(received).toMatchObject([{ name: "segment/changed", data: { segmentId: "seg_3", projectId: scope.projectId } }]);

    refusing = true;
    await promising("seg_4");
    await responseIsOut();
    expect(await db.select().from(outbox)).toMatchObject([{ ids: { segmentId: "seg_4" } }]);
    refusing = false;
    await promising("seg_5");
    await responseIsOut();
    expect(received.map(({ data }) => data)).toMatchObject([{ segmentId: "seg_3" }, { segmentId: "seg_4" }, { segmentId: "seg_5" }]);
    expect(await db.select().from(outbox)).toEqual([]);
  }, 60_000);
});

describe("moving to an Inngest server", () => {
  test("gives it every job that has not ended, at its time, and leaves nothing behind", async () => {
    const { client, start, send, idle, db, clock, runs } = anEngine();
    const sleeps = client.createFunction({ id: "sleeps", triggers: [{ event: "t/sleep" }] }, async ({ step }) => {
      await step.sleep("nap", "1d");
    });
    const done = client.createFunction({ id: "done", triggers: [{ event: "t/done" }] }, () => "done");
    const clockwork = client.createFunction({ id: "clockwork", triggers: [{ cron: "* * * * *" }] }, () => "tick");
    const worker = await start([sleeps, done, clockwork]);
    await send("t/done");
    await send("t/sleep", {}, { id: "begun" });
    await send("t/sleep", {}, { id: "ahead", ts: +clock.now() + 60_000 });
    await idle();
    await until(async () => (await runs()).length === 3);
    const given: EngineEvent[] = [];
    const give = async (events: EngineEvent[]) => {
      await new Promise((resolve) => setTimeout(resolve, 2_500)); // longer than the engine itself lets a transaction rest
      given.push(...events);
    };
    await expect(handOver(db, give, clock.now())).rejects.toThrow("A worker still runs jobs here");
    await worker.stop();
    await send("t/sleep", {}, { id: "unseen" });
    expect(await handOver(db, give, clock.now())).toBe(3);
    expect(given.map(({ id, ts }) => [id, ts - +clock.now()]).sort()).toEqual([
      ["ahead", 60_000],
      ["begun", 0],
      ["unseen", 0],
    ]);
    expect((await runs()).map(({ status }) => status).sort()).toEqual(["cancelled", "cancelled", "completed"]);
    for (const table of ["calls", "timers", "inbox"]) expect((await db.query(`select from engine_${table}`)).rows).toEqual([]);
    expect(await handOver(db, give, clock.now())).toBe(0);
  });
});
