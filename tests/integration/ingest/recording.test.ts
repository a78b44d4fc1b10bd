import { asc, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { eventNames, events, outbox, traitKeys } from "@/db/schema";
import { publicId } from "@/db/ids";
import { getCustomer } from "@/lib/customers/queries";
import type { Call } from "@/lib/events/schema";
import { eventUuid } from "@/lib/ingest/item";
import { recordCalls } from "@/lib/ingest/record";
import { listenTo } from "@/lib/listeners/commands";
import type { Interest } from "@/lib/listeners/schema";
import { inTransaction, type Scope } from "@/lib/scope";
import { test } from "../../support/test";
import { everyone, tell } from "./asked";

const HOUR = 3_600_000;
const track = (userId: string, name = "Seen", more: Partial<Call> = {}) => ({ type: "track", userId, name, ...more }) as Call;
const listen = (scope: Scope, ...interests: Interest[]) => inTransaction(scope, (tx) => listenTo(tx, "seg_test", interests));
const promised = ({ db, projectId }: Scope) =>
  db.select({ kind: outbox.kind, ids: outbox.ids }).from(outbox).where(eq(outbox.projectId, projectId)).orderBy(asc(outbox.id));
const idOf = async (scope: Scope, userId: string) => (await getCustomer(scope, `user_id:${userId}`)).id;

describe("what follows a call", () => {
  test("nothing, where nobody listens", async ({ scope }) => {
    await tell(scope, track("u"), { type: "identify", userId: "u", traits: { plan: "pro" } });
    expect(await promised(scope)).toEqual([]);
  });

  test("automations hear of the events they begin with: new ones, of today, once", async ({ scope }) => {
    await listen(scope, { interest: "start_on_event", key: "Paid" });
    const now = scope.clock.now().getTime();
    const calls = [track("u", "Paid", { callId: "p1" }), track("u", "Paid", { callId: "p2", at: now - 25 * HOUR }), track("u", "Other")];
    await tell(scope, ...calls);
    await tell(scope, ...calls);
    expect(await promised(scope)).toEqual([{ kind: "events/recorded", ids: { eventIds: [publicId("event", eventUuid("p1"))] } }]);
  });

  test("segments hear of customers whose events, traits or being seen they ask about", async ({ scope }) => {
    await tell(scope, track("u"));
    const customerIds = [await idOf(scope, "u")];
    const touch = { kind: "customers/touched", ids: { customerIds } };
    await listen(scope, { interest: "refresh_on_event", key: "Paid" }, { interest: "refresh_on_trait", key: "plan" });
    await tell(scope, track("u", "Other"));
    expect(await promised(scope)).toEqual([]);
    await tell(scope, track("u", "Paid"), { type: "identify", userId: "u", traits: { plan: "pro", city: "Rome" } });
    expect(await promised(scope)).toEqual([touch]);
    await tell(scope, { type: "identify", userId: "u", traits: { plan: "pro", city: "Oslo" } });
    expect(await promised(scope)).toEqual([touch]);
  });

  test("a new customer, or one who joined another, is news to every segment", async ({ scope }) => {
    await tell(scope, track("u"), { type: "track", anonymousId: "a", name: "Seen" });
    await listen(scope, { interest: "refresh_on_customer", key: "" });
    await tell(scope, track("u"));
    expect(await promised(scope)).toEqual([]);
    await tell(scope, { type: "identify", userId: "u", anonymousId: "a", traits: {} });
    await tell(scope, track("new"));
    expect(await promised(scope)).toHaveLength(2);
  });

  const old = (scope: Scope) => ({ at: scope.clock.now().getTime() - 25 * HOUR });
  const touches = async (scope: Scope) => (await promised(scope)).map(({ ids }) => (ids as { live?: boolean }).live ?? true);

  test("what happened more than a day ago touches people without starting anything, whatever it changes", async ({ scope }) => {
    await listen(
      scope,
      { interest: "refresh_on_customer", key: "" },
      { interest: "refresh_on_event", key: "Paid" },
      { interest: "refresh_on_trait", key: "plan" },
      { interest: "refresh_on_seen", key: "" },
    );
    await tell(scope, track("u", "Paid", old(scope)));
    await tell(scope, track("u", "Paid", { at: old(scope).at + 2 * 60_000 }));
    await tell(scope, { type: "identify", userId: "u", traits: { plan: "free" }, ...old(scope) });
    await tell(scope, { type: "track", anonymousId: "a", name: "Seen", ...old(scope) });
    await tell(scope, { type: "identify", userId: "u", anonymousId: "a", traits: {}, ...old(scope) });
    expect(await touches(scope)).toEqual([false, false, false, false, false]);
  });

  test("of old and new told together, only whom the new is about is touched live", async ({ scope }) => {
    await tell(scope, track("old"), track("both"), track("beside"));
    await listen(scope, { interest: "refresh_on_event", key: "Paid" }, { interest: "refresh_on_trait", key: "plan" });
    await tell(
      scope,
      track("old", "Paid", old(scope)),
      track("both", "Paid", old(scope)),
      track("both", "Paid"),
      { type: "identify", userId: "beside", traits: { plan: "pro" }, ...old(scope) },
      { type: "identify", userId: "beside", traits: { city: "Rome" } },
    );
    const [both, ...others] = await Promise.all(["both", "old", "beside"].map((userId) => idOf(scope, userId)));
    const promises = (await promised(scope)).map(({ ids }) => ids);
    expect(promises).toHaveLength(2);
    expect(promises).toContainEqual({ customerIds: [both] });
    expect(promises).toContainEqual({ customerIds: others.sort((a, b) => a - b), live: false });
  });
});

test("the catalogues fill themselves, with the first and the last time to the minute, and a trait of two types is mixed", async ({
  scope,
}) => {
  const at = Date.UTC(2026, 1, 1, 10, 30, 40);
  await tell(scope, track("u", "Paid", { at }), { type: "identify", userId: "u", traits: { plan: "pro", seats: 3, gone: null }, at });
  await tell(scope, track("u", "Paid", { at: at - HOUR }), { type: "identify", userId: "u", traits: { plan: 7 }, at: at + HOUR });
  const { db, projectId } = scope;
  expect(await db.select().from(eventNames).where(eq(eventNames.projectId, projectId))).toMatchObject([
    { name: "Paid", firstSeenAt: new Date(Date.UTC(2026, 1, 1, 9, 30)), lastSeenAt: new Date(Date.UTC(2026, 1, 1, 10, 30)) },
  ]);
  expect(await db.select().from(traitKeys).where(eq(traitKeys.projectId, projectId)).orderBy(traitKeys.key)).toMatchObject([
    { key: "plan", type: "mixed" },
    { key: "seats", type: "number" },
  ]);
});

test("a message id counts once in a project, and is free in another", async ({ scope, stranger }) => {
  expect(await tell(scope, track("u", "Paid", { callId: "m" }))).toMatchObject([{ state: "recorded" }]);
  expect(await tell(scope, track("u", "Paid", { callId: "m" }), track("u", "Paid", { callId: "m" }))).toMatchObject([
    { state: "duplicate" },
    { state: "duplicate" },
  ]);
  expect(await tell(stranger, track("u", "Paid", { callId: "m" }))).toMatchObject([{ state: "recorded" }]);
  expect(await scope.db.select().from(events).where(eq(events.projectId, scope.projectId))).toHaveLength(1);
});

test("many senders at once, about the same new people: nobody is made twice and nothing is lost", async ({ scope }) => {
  const requests = Array.from(
    { length: 60 },
    (_, i) =>
      [track(`u${i % 5}`), { type: "identify", userId: `u${(i + 1) % 5}`, anonymousId: `a${i % 3}`, traits: { [`k${i}`]: i } }] as Call[],
  );
  await Promise.all(requests.map((calls) => recordCalls(scope, calls, { source: "segment" })));
  const { people } = await everyone(scope);
  expect(people).toHaveLength(5);
  expect(people.flatMap(({ events }) => events)).toHaveLength(60);
  expect(people.flatMap(({ traits }) => Object.keys(traits))).toHaveLength(60);
});

test("a value that Postgres cannot hold is refused by itself, whoever it was written with", async ({ scope }) => {
  const calls = Array.from({ length: 40 }, (_, i) => track(`u${i}`, i === 17 ? "broken \0 name" : "fine"));
  const outcomes = await Promise.all(calls.map((call) => recordCalls(scope, [call], { source: "segment" })));
  expect(outcomes.flat().filter(({ state }) => state === "rejected")).toEqual([
    { state: "rejected", field: null, reason: "holds a value that cannot be stored." },
  ]);
  expect((await everyone(scope)).people).toHaveLength(39);
});

test("when more waits than can be written, senders are asked to come back", async ({ scope }) => {
  const requests = Array.from({ length: 12 }, () =>
    recordCalls(
      scope,
      Array.from({ length: 500 }, () => track("u")),
      { source: "segment" },
    ),
  );
  const settled = await Promise.allSettled(requests);
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  expect(settled.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "LIMIT_REACHED" } });
});
