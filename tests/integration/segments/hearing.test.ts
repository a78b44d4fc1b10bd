import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { customers, outbox, segmentChanges, segmentCustomers } from "@/db/schema";
import type { Call } from "@/lib/events/schema";
import { recordCalls } from "@/lib/ingest/record";
import type { Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { flipDue } from "@/lib/segments/due";
import { fillPart } from "@/lib/segments/fill";
import { refreshCustomers } from "@/lib/segments/refresh";
import type { SegmentRule } from "@/lib/segments/schema";
import { type TestClock, test } from "../../support/test";

type Touch = { customerIds: number[]; live?: boolean };

/** Delivers what ingestion promised to segments, as the durable engine would. How many customers that were. */
async function deliver(scope: Scope): Promise<number> {
  const { db, projectId } = scope;
  const touched = await db
    .delete(outbox)
    .where(and(eq(outbox.projectId, projectId), eq(outbox.kind, "customers/touched")))
    .returning();
  const touches = touched.map(({ ids }) => ids as Touch);
  for (const { customerIds, live = true } of touches) await refreshCustomers(scope, customerIds, { live });
  return touches.flatMap(({ customerIds }) => customerIds).length;
}

const tell = async (scope: Scope, ...calls: Call[]) => {
  (scope.clock as TestClock).forward(1); // of two tellings the later one counts
  await recordCalls(scope, calls, { source: "api" });
  return deliver(scope);
};

async function aSegment(scope: Scope, name: string, rule: SegmentRule): Promise<string> {
  const { id } = await createSegment(scope, { name, rule });
  await fillPart(scope, id, 1, 0);
  return id;
}

const emailsIn = async ({ db, projectId }: Scope, segmentId: string) => {
  const rows = await db
    .select({ email: customers.email })
    .from(segmentCustomers)
    .innerJoin(customers, and(eq(customers.projectId, segmentCustomers.projectId), eq(customers.id, segmentCustomers.customerId)))
    .where(and(eq(segmentCustomers.projectId, projectId), eq(segmentCustomers.segmentId, segmentId)));
  return rows.map(({ email }) => email).sort();
};

const [ann, bob] = ["ann@example.com", "bob@example.com"];

test("a visit and a charge move people, at once and when the first of them leaves the time", async ({ scope, clock }) => {
  const within = { operator: "at_least", withinMinutes: 60 } as const;
  const looking = await aSegment(scope, "Looking", { type: "page", match: "begins_with", address: "/pri", times: 1, ...within });
  const spending = await aSegment(scope, "Spending", { type: "charge", currency: "EUR", amount: 1_000, ...within });
  await tell(scope, { type: "identify", email: ann, traits: {} });
  await tell(scope, { type: "page", email: ann, properties: { url: "https://shop.test/pricing" } });
  await tell(scope, { type: "charge", email: ann, amount: 600, currency: "EUR" });
  expect([await emailsIn(scope, looking), await emailsIn(scope, spending)]).toEqual([[ann], []]);
  clock.forward(30 * 60_000);
  await tell(scope, { type: "charge", email: ann, amount: 400, currency: "EUR" });
  expect(await emailsIn(scope, spending)).toEqual([ann]);
  clock.forward(31 * 60_000);
  await flipDue(scope);
  expect([await emailsIn(scope, looking), await emailsIn(scope, spending)]).toEqual([[], []]);
});

test("what a sender tells moves people: somebody new, an event, a trait, an address", async ({ scope }) => {
  const recent = await aSegment(scope, "New this week", { type: "customer", field: "first_seen", operator: "within_last", days: 7 });
  const paying = await aSegment(scope, "Paying", { type: "event", name: "Paid", operator: "at_least", times: 2, withinMinutes: 60 });
  const pro = await aSegment(scope, "Pro", { type: "trait", trait: "plan", operator: "is", value: "pro" });
  const quiet = await aSegment(scope, "Without address", { type: "customer", field: "email", operator: "missing" });

  expect(await tell(scope, { type: "identify", email: ann, traits: {} }, { type: "identify", userId: "u2", traits: {} })).toBe(2);
  expect(await emailsIn(scope, recent)).toEqual([ann, null]);
  expect(await emailsIn(scope, quiet)).toEqual([null]);

  await tell(scope, { type: "identify", userId: "u2", email: bob, traits: { email: bob } });
  expect(await emailsIn(scope, quiet)).toEqual([]);

  await tell(
    scope,
    { type: "track", email: ann, name: "Paid" },
    { type: "track", email: ann, name: "Paid" },
    { type: "track", userId: "u2", name: "Paid" },
  );
  expect(await emailsIn(scope, paying)).toEqual([ann]);

  await tell(scope, { type: "identify", userId: "u2", traits: { plan: "pro" } });
  expect(await emailsIn(scope, pro)).toEqual([bob]);
  expect(await tell(scope, { type: "identify", userId: "u2", traits: { plan: "free" } })).toBe(1);
  expect(await emailsIn(scope, pro)).toEqual([]);
});

test("what no segment asks about wakes nobody", async ({ scope }) => {
  await aSegment(scope, "Pro", { type: "trait", trait: "plan", operator: "is", value: "pro" });
  await tell(scope, { type: "identify", email: ann, traits: {} });
  expect(await tell(scope, { type: "identify", email: ann, traits: { city: "Rome" } }, { type: "track", email: ann, name: "Paid" })).toBe(
    0,
  );
});

test("being seen again is heard where last seen is asked about", async ({ scope, clock }) => {
  const active = await aSegment(scope, "Active", { type: "customer", field: "last_seen", operator: "within_last", days: 7 });
  await tell(scope, { type: "track", email: ann, name: "Opened" });
  expect(await emailsIn(scope, active)).toEqual([ann]);
  clock.forward(8 * 86_400_000);
  await refreshCustomers(
    scope,
    (await scope.db.select().from(customers).where(eq(customers.projectId, scope.projectId))).map(({ id }) => id),
    { live: true },
  );
  expect(await emailsIn(scope, active)).toEqual([]);
  await tell(scope, { type: "track", email: ann, name: "Opened" });
  expect(await emailsIn(scope, active)).toEqual([ann]);
  const changes = await scope.db.select().from(segmentChanges).where(eq(segmentChanges.segmentId, active));
  expect(changes.map(({ entered }) => entered).sort()).toEqual([false, true, true]);
});

test("entering by an old event starts nothing, entering by a new one or by the passing of time does", async ({ scope, clock }) => {
  const paid = await aSegment(scope, "Paid", { type: "event", name: "Paid", operator: "at_least", times: 1 });
  const gone = await aSegment(scope, "Gone", { type: "event", name: "Paid", operator: "at_most", times: 0, withinMinutes: 60 });
  const track = (email: string, minutesAgo: number): Call => ({
    type: "track",
    email,
    name: "Paid",
    at: clock.now().getTime() - minutesAgo * 60_000,
  });
  const moves = async (segmentId: string) => {
    const { entered, live, at, customerId } = segmentChanges;
    const rows = await scope.db
      .select({ entered, live })
      .from(segmentChanges)
      .where(eq(segmentChanges.segmentId, segmentId))
      .orderBy(at, customerId);
    return rows.map(({ entered, live }) => `${entered ? "in" : "out"}${live ? "" : ", quietly"}`);
  };
  await tell(scope, track(ann, 25 * 60));
  expect(await moves(paid)).toEqual(["in, quietly"]);
  expect(await moves(gone)).toEqual(["in, quietly"]);
  await tell(scope, track(bob, 1));
  expect(await moves(paid)).toEqual(["in, quietly", "in"]);
  expect(await moves(gone)).toEqual(["in, quietly"]);
  clock.forward(3_600_000);
  await flipDue(scope);
  expect(await moves(gone)).toEqual(["in, quietly", "in"]);
});
