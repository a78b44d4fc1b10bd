import { readFileSync } from "node:fs";
import { cron, Inngest } from "inngest";
import { describe, expect, test } from "vitest";
import { readConfigs } from "@/inngest/engine/config";
import type { EngineEvent } from "@/inngest/engine/event";
import type { Answer, CallRequest } from "@/inngest/engine/protocol";
import { inProcessSdk } from "@/inngest/engine/sdk";
import { anEngine, until } from "./harness";

/** What Inngest's own server called, in a recording of the real SDK with checkpointing off, and what the SDK answered. */
type Recorded = { call: ReturnType<typeof heart>; answer: Answer };
const recorded = JSON.parse(readFileSync(new URL("./recorded.json", import.meta.url), "utf8")) as Recorded[];

/** What of a call has to be the same: not the ids and times that every server makes up for itself. */
function heart({ functionId, stepId, body: { event, events, steps, ctx } }: CallRequest) {
  const { name, data } = event as EngineEvent;
  return {
    functionId,
    stepId,
    attempt: ctx.attempt,
    maxAttempts: ctx.max_attempts,
    immediate: !ctx.disable_immediate_execution,
    event: name,
    data: essenceOf(functionId, data),
    events: events.length,
    steps: Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, withoutMeta(step as { data?: unknown; error?: Error })])),
  };
}

function essenceOf(functionId: string, { _inngest, ...data }: Record<string, unknown>) {
  if (functionId !== "probe-fail-failure") return data;
  const { function_id, error, event } = data as { function_id: string; error: Error; event: EngineEvent };
  return { function_id, error: { name: error.name, message: error.message }, event: { data: event.data } };
}

function withoutMeta(step: { data?: unknown; error?: Error }) {
  if (step.error) return { error: { name: step.error.name, message: step.error.message } };
  const data = step.data as Partial<EngineEvent> | null;
  return { data: data && typeof data === "object" && "name" in data && "ts" in data ? data.data : data };
}

const never = () => {
  throw new Error("Recorded answers stand in for the functions.");
};

/** The functions of the recording, as they were declared. Their bodies are what the recorded answers say. */
function theFunctions(client: Inngest) {
  const on = (event: string) => ({ triggers: [{ event }] });
  const covered = [
    client.createFunction({ id: "main", ...on("t/main") }, never),
    client.createFunction({ id: "other", ...on("t/other") }, never),
    client.createFunction({ id: "callee", ...on("t/callee") }, never),
    client.createFunction({ id: "calleefail", retries: 0, ...on("t/cf") }, never),
    client.createFunction({ id: "caller", ...on("t/caller") }, never),
    client.createFunction({ id: "retry", retries: 2, ...on("t/retry") }, never),
    client.createFunction({ id: "fail", retries: 1, ...on("t/fail"), onFailure: never }, never),
    client.createFunction({ id: "cancelme", cancelOn: [{ event: "t/cancel", match: "data.id" }], ...on("t/cancelme") }, never),
    client.createFunction({ id: "deb", debounce: { period: "2s", key: "event.data.k" }, ...on("t/deb") }, never),
    client.createFunction({ id: "batch", batchEvents: { maxSize: 3, timeout: "3s", key: "event.data.k" }, ...on("t/batch") }, never),
    client.createFunction({ id: "conc", concurrency: [{ limit: 1, key: "event.data.k" }], ...on("t/conc") }, never),
    client.createFunction({ id: "thr", throttle: { limit: 1, period: "3s", key: "event.data.k" }, ...on("t/thr") }, never),
    client.createFunction({ id: "cronny", triggers: [cron("* * * * *")] }, never),
  ];
  const refused = {
    rateLimit: client.createFunction({ id: "rate", rateLimit: { limit: 1, period: "10s" }, ...on("t/rate") }, never),
    idempotency: client.createFunction({ id: "idem", idempotency: "event.data.order", ...on("t/idem") }, never),
    singleton: client.createFunction({ id: "single", singleton: { mode: "skip", key: "event.data.k" }, ...on("t/single") }, never),
    priority: client.createFunction({ id: "prio", priority: { run: "event.data.p" }, ...on("t/prio") }, never),
    "event.data.p > 0": client.createFunction({ id: "if", triggers: [{ event: "t/if", if: "event.data.p > 0" }] }, never),
    'the key `event.data.a + "-"`': client.createFunction(
      { id: "key", concurrency: { limit: 1, key: 'event.data.a + "-"' }, ...on("t/key") },
      never,
    ),
    "triggers.jitter": client.createFunction({ id: "jitter", triggers: [{ cron: "0 * * * *", jitter: "5m" }] }, never),
    "batchEvents.if": client.createFunction(
      { id: "unbatched", batchEvents: { maxSize: 3, timeout: "3s", if: "event.data.k" }, ...on("t/unbatched") },
      never,
    ),
    "debounce beside batchEvents": client.createFunction(
      { id: "both", batchEvents: { maxSize: 3, timeout: "3s" }, debounce: { period: "3s" }, ...on("t/both") },
      never,
    ),
    "concurrency.scope": client.createFunction(
      { id: "scope", concurrency: { limit: 1, scope: "env", key: "event.data.k" }, ...on("t/scope") },
      never,
    ),
    "async.data.n > 1": client.createFunction({ id: "cel", cancelOn: [{ event: "t/x", if: "async.data.n > 1" }], ...on("t/cel") }, never),
  };
  return { covered, refused };
}

describe("what Inngest's own server did", () => {
  test("the built-in engine does: to the same answers it makes the same calls", async () => {
    const { client: _, send, start, clock, idle, runs, db } = anEngine();
    const probe = new Inngest({ id: "probe", isDev: false, signingKey: "signkey-test-00", eventKey: "x" });
    const { covered } = theFunctions(probe);
    const left = [...recorded];
    const strange: unknown[] = [];
    const sdk = {
      register: () => inProcessSdk(probe, covered).register(),
      async call(request: CallRequest): Promise<Answer> {
        const wanted = heart(request);
        const at = left.findIndex(({ call }) => sameCall(call, wanted));
        if (at < 0) strange.push(wanted);
        return left.splice(at, at < 0 ? 0 : 1)[0]?.answer ?? { status: 400, body: "{}", noRetry: true, retryAfter: null };
      },
    };
    clock.set(new Date("2026-11-23T18:41:20Z"));
    await start(covered, { sdk });
    await until(async () => (await db.query("select from engine_timers where kind = 'cron'")).rows.length === 1);
    await send("t/main", { id: "m1795459281532" });
    for (const name of ["caller", "retry"]) await send(`t/${name}`);
    await send("t/fail", { orig: 1 });
    await send("t/cancelme", { id: 1 });
    for (const i of [1, 2]) await send("t/deb", { i, k: "a" });
    for (const i of [4, 1, 3, 2]) await send("t/batch", { i, k: "b" });
    for (const [i, k] of [
      [1, "c"],
      [2, "c"],
      [3, "c"],
      [9, "d"],
    ])
      await send("t/conc", { i, k });
    for (const i of [1, 3, 2]) await send("t/thr", { i, k: "t" });
    for (let second = 0; second < 41; second++) {
      await idle();
      if (second === 3) await send("t/go", { id: "m1795459281532", payload: 7 });
      if (second === 3) await send("t/cancel", { id: 1 });
      if (second === 4) for (const n of [1, 2]) await send("t/other", { n });
      clock.forward(1_000);
    }
    await until(async () => (await runs()).every(({ status }) => status !== "live"));
    expect(strange).toEqual([]);
    expect(left.map(({ call }) => call)).toEqual([]);
    expect((await runs()).filter(({ status }) => status === "cancelled").map(({ functionId }) => functionId)).toEqual(["probe-cancelme"]);
  });

  const client = new Inngest({ id: "probe", isDev: false, signingKey: "signkey-test-00", eventKey: "x" });
  test.each(Object.entries(theFunctions(client).refused))(
    "a function that asks for %s is refused by name, with the advice to run on Inngest",
    async (what, fn) => {
      const registered = await inProcessSdk(client, [fn]).register();
      expect(() => readConfigs(registered)).toThrow(`The function "${fn.id("probe")}" asks for `);
      expect(() => readConfigs(registered)).toThrow(what);
      expect(() => readConfigs(registered)).toThrow("run on Inngest");
    },
  );
});

const sameCall = (a: Recorded["call"], b: Recorded["call"]) => canonical(a) === canonical(b);

/** JSON with sorted keys; the order in which parallel calls of the same kind come is not part of the recording. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === "object" && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner,
  );
