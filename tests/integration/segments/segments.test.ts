import { and, asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { newId } from "@/db/ids";
import {
  audit,
  automations,
  customers,
  events,
  listeners,
  outbox,
  segmentChanges,
  segmentCustomers,
  segmentDue,
  segments,
} from "@/db/schema";
import { encodeCursor } from "@/lib/paging/cursor";
import type { Scope } from "@/lib/scope";
import { findSuspects, repairDrift } from "@/lib/segments/check";
import { createSegment, deleteSegment, duplicateSegment, updateSegment } from "@/lib/segments/commands";
import { compileRule } from "@/lib/segments/compile";
import { flipDue, lookForDue } from "@/lib/segments/due";
import { fillPart, versionToFill } from "@/lib/segments/fill";
import { countMatching, previewRule } from "@/lib/segments/preview";
import { countRecentMoves, getSegment, listSegmentCustomers, listSegmentMoves, listSegments, matchesRule } from "@/lib/segments/queries";
import { refreshCustomers } from "@/lib/segments/refresh";
import { SegmentRule } from "@/lib/segments/schema";
import { aCustomer, as, test } from "../../support/test";

const pro: SegmentRule = { type: "trait", trait: "plan", operator: "is", value: "pro" };
const newThisWeek: SegmentRule = { type: "customer", field: "first_seen", operator: "within_last", days: 7 };
const paidThisHour: SegmentRule = { type: "event", name: "Paid", operator: "at_least", times: 1, withinMinutes: 60 };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const promised = ({ db, projectId }: Scope, kind: string) =>
  db
    .select()
    .from(outbox)
    .where(and(eq(outbox.projectId, projectId), eq(outbox.kind, kind)));
const changesOf = ({ db }: Scope, segmentId: string) =>
  db.select().from(segmentChanges).where(eq(segmentChanges.segmentId, segmentId)).orderBy(asc(segmentChanges.at));
const peopleIn = async ({ db }: Scope, segmentId: string) =>
  (await db.select().from(segmentCustomers).where(eq(segmentCustomers.segmentId, segmentId)).orderBy(asc(segmentCustomers.customerId))).map(
    (row) => row.customerId,
  );
const setTraits = ({ db, projectId }: Scope, id: number, traits: Record<string, string>) =>
  db
    .update(customers)
    .set({ traits })
    .where(and(eq(customers.projectId, projectId), eq(customers.id, id)));

async function paid({ db, projectId, clock }: Scope, customerId: number, agoMillis = 0) {
  const occurredAt = new Date(clock.now().getTime() - agoMillis);
  await db.insert(events).values({
    projectId,
    id: newId("event"),
    customerId,
    kind: 0,
    source: 0,
    name: "Paid",
    properties: {},
    occurredAt,
    receivedAt: occurredAt,
  });
}

/** A segment as it is a moment after it was made: its rule was asked of everyone. */
async function aSegment(scope: Scope, rule: SegmentRule, name = "Some") {
  const segment = await createSegment(scope, { name, rule });
  await fillPart(scope, segment.id, segment.version, 0);
  return segment;
}

test("making a segment records who did it, promises to fill it, and listens from then on", async ({ scope }) => {
  const { id } = await createSegment(scope, { name: "Pro, paying", rule: { type: "all", rules: [pro, paidThisHour] } });

  expect(await promised(scope, "segment/changed")).toMatchObject([{ ids: { segmentId: id } }]);
  expect(await scope.db.select().from(audit).where(eq(audit.subjectId, id))).toMatchObject([
    { verb: "segment.created", actor: scope.actor, after: { id } },
  ]);
  const heard = await scope.db.select().from(listeners).where(eq(listeners.listenerId, id)).orderBy(asc(listeners.interest));
  expect(heard.map(({ interest, key }) => [interest, key])).toEqual([
    ["refresh_on_event", "Paid"],
    ["refresh_on_trait", "plan"],
    ["refresh_on_customer", ""],
  ]);
});

test("a segment's name is unique within its project, and only there", async ({ scope, stranger }) => {
  await createSegment(scope, { name: "Pro", rule: pro });
  await expect(createSegment(scope, { name: "Pro", rule: pro })).rejects.toMatchObject({
    code: "CONFLICT",
    fields: { name: [expect.any(String)] },
  });
  await expect(createSegment(stranger, { name: "Pro", rule: pro })).resolves.toBeDefined();
});

test("a first fill lets in whom the rule is true for, and starts nothing", async ({ scope }) => {
  const ann = await aCustomer(scope, { traits: { plan: "pro" } });
  await aCustomer(scope, { traits: { plan: "free" } });
  const { id } = await aSegment(scope, pro);

  expect(await peopleIn(scope, id)).toEqual([ann.id]);
  expect(await changesOf(scope, id)).toMatchObject([{ customerId: ann.id, entered: true, live: false }]);
  expect(await promised(scope, "segments/moved")).toEqual([]);
  expect(await getSegment(scope, id)).toMatchObject({ size: 1, filledVersion: 1, filledAt: scope.clock.now() });
  expect(await versionToFill(scope, id)).toBeNull();
});

test("who changes enters and leaves, once each, and what is promised names those facts", async ({ scope }) => {
  const ann = await aCustomer(scope, { traits: { plan: "free" } });
  const { id } = await aSegment(scope, pro);
  await setTraits(scope, ann.id, { plan: "pro" });
  await refreshCustomers(scope, [ann.id], { live: true });
  await refreshCustomers(scope, [ann.id], { live: true });
  expect(await getSegment(scope, id)).toMatchObject({ size: 1 });
  await setTraits(scope, ann.id, { plan: "free" });
  await refreshCustomers(scope, [ann.id], { live: true });

  const changes = await changesOf(scope, id);
  expect(changes.map(({ entered, live }) => [entered, live]).sort()).toEqual([
    [false, true],
    [true, true],
  ]);
  const moved = await promised(scope, "segments/moved");
  expect(moved.flatMap(({ ids }) => (ids as { changeIds: string[] }).changeIds).sort()).toEqual(changes.map((change) => change.id).sort());
  expect(await getSegment(scope, id)).toMatchObject({ size: 0 });
});

test("an edited rule moves people without starting anything, and from its fill on is live again", async ({ scope }) => {
  const ann = await aCustomer(scope, { traits: { plan: "pro" } });
  const bob = await aCustomer(scope, { traits: { plan: "free" } });
  const { id } = await aSegment(scope, pro);
  const { version } = await updateSegment(scope, { id, rule: { ...pro, value: "free" } as SegmentRule });
  expect(version).toBe(2);
  await refreshCustomers(scope, [ann.id], { live: true });
  await fillPart(scope, id, version, 0);
  expect(await peopleIn(scope, id)).toEqual([bob.id]);
  expect((await changesOf(scope, id)).some(({ live }) => live)).toBe(false);
  expect(await countRecentMoves(scope, id)).toEqual({ entered: 0, left: 0 });

  await setTraits(scope, ann.id, { plan: "free" });
  await refreshCustomers(scope, [ann.id], { live: true });
  expect((await changesOf(scope, id)).filter(({ live }) => live)).toMatchObject([{ customerId: ann.id, entered: true }]);
  expect(await countRecentMoves(scope, id)).toEqual({ entered: 1, left: 0 });
});

test("a new name is no new rule", async ({ scope }) => {
  const { id } = await aSegment(scope, { type: "all", rules: [pro, paidThisHour] });
  const before = await promised(scope, "segment/changed");
  const rule = SegmentRule.parse({ rules: [pro, paidThisHour], type: "all" });
  expect(await updateSegment(scope, { id, name: "Others", rule })).toMatchObject({ name: "Others", version: 1 });
  expect(await promised(scope, "segment/changed")).toHaveLength(before.length);
});

test("a fill of an older rule changes nothing", async ({ scope }) => {
  await aCustomer(scope, { traits: { plan: "pro" } });
  const { id } = await createSegment(scope, { name: "Pro", rule: pro });
  await updateSegment(scope, { id, rule: { ...pro, value: "free" } as SegmentRule });
  expect(await fillPart(scope, id, 1, 0)).toBeNull();
  expect(await getSegment(scope, id)).toMatchObject({ version: 2, filledVersion: 0, size: 0 });
});

test("fills, refreshes and edits at the same time end with what is true, and every size is right", async ({ scope }) => {
  const people = await Promise.all(Array.from({ length: 20 }, () => aCustomer(scope, { traits: { plan: "free" } })));
  const { id } = await createSegment(scope, { name: "Racing", rule: pro });
  const flip = async (round: number) => {
    for (const [i, { id: customerId }] of people.entries()) {
      await setTraits(scope, customerId, { plan: (i + round) % 3 ? "pro" : "free" });
      await refreshCustomers(scope, [customerId], { live: true });
    }
  };
  const edit = async () => {
    for (const value of ["free", "pro", "free"]) {
      const { version } = await updateSegment(scope, { id, rule: { ...pro, value } as SegmentRule });
      await fillPart(scope, id, version, 0);
    }
  };
  await Promise.all([flip(0), flip(1), edit(), fillPart(scope, id, 1, 0)]);

  const truth = await scope.db.select().from(customers).where(eq(customers.projectId, scope.projectId)).orderBy(asc(customers.id));
  const free = truth.filter(({ traits }) => traits.plan === "free").map((customer) => customer.id);
  expect(await peopleIn(scope, id)).toEqual(free);
  expect(await getSegment(scope, id)).toMatchObject({ size: free.length });
});

test("somebody leaves when the time comes, without any event, and not a moment before", async ({ scope, clock }) => {
  const ann = await aCustomer(scope);
  const { id } = await aSegment(scope, newThisWeek, "New this week");
  expect(await peopleIn(scope, id)).toEqual([ann.id]);

  clock.forward(7 * DAY - 1);
  expect(await flipDue(scope)).toEqual({ moved: 0 });
  expect(await peopleIn(scope, id)).toEqual([ann.id]);

  clock.forward(1);
  expect(await flipDue(scope)).toEqual({ moved: 1 });
  expect(await peopleIn(scope, id)).toEqual([]);
  expect((await changesOf(scope, id)).at(-1)).toMatchObject({ entered: false, live: true, at: clock.now() });
  expect(await scope.db.select().from(segmentDue).where(eq(segmentDue.segmentId, id))).toEqual([]);
});

test("an event puts the moment off", async ({ scope, clock }) => {
  const ann = await aCustomer(scope);
  await paid(scope, ann.id);
  const { id } = await aSegment(scope, paidThisHour);
  clock.forward(HOUR / 2);
  await paid(scope, ann.id);
  await refreshCustomers(scope, [ann.id], { live: true });

  clock.forward(HOUR / 2);
  expect(await flipDue(scope)).toEqual({ moved: 0 });
  expect(await scope.db.select().from(segmentDue).where(eq(segmentDue.segmentId, id))).toMatchObject([
    { dueAt: new Date(clock.now().getTime() + HOUR / 2) },
  ]);
  clock.forward(HOUR / 2);
  expect(await flipDue(scope)).toEqual({ moved: 1 });
});

test("the next look is at the next moment, at least 15 seconds away, and never beyond the minute", async ({ scope, clock }) => {
  clock.set(new Date("2040-01-01T00:00:05Z"));
  const ann = await aCustomer(scope);
  await aSegment(scope, paidThisHour);
  const look = () => lookForDue(scope.db, clock);
  const due = async (at: string) => {
    await scope.db.delete(segmentDue).where(eq(segmentDue.projectId, scope.projectId));
    const [segment] = await scope.db.select().from(segments).where(eq(segments.projectId, scope.projectId));
    await scope.db
      .insert(segmentDue)
      .values({ projectId: scope.projectId, segmentId: segment!.id, customerId: ann.id, dueAt: new Date(at) });
  };
  await due("2040-01-01T00:00:40Z");
  expect(await look()).toEqual({ projectIds: [], again: "2040-01-01T00:00:40.000Z" });
  await due("2040-01-01T00:00:06Z");
  expect(await look()).toEqual({ projectIds: [], again: "2040-01-01T00:00:20.000Z" });
  await due("2040-01-01T00:01:00Z");
  expect(await look()).toEqual({ projectIds: [], again: null });
  await due("2040-01-01T00:00:05Z");
  expect(await look()).toEqual({ projectIds: [scope.projectId], again: null });
});

test("nothing of another project is counted, listed, entered or changed", async ({ scope, stranger }) => {
  const ann = await aCustomer(scope, { traits: { plan: "pro" } });
  const theirs = await aCustomer(stranger, { traits: { plan: "pro" } });
  await paid(stranger, theirs.id);
  const { id } = await aSegment(scope, { type: "any", rules: [pro, paidThisHour] });
  await refreshCustomers(scope, [theirs.id], { live: true });

  expect(await peopleIn(scope, id)).toEqual([ann.id]);
  expect(await countMatching(scope, pro)).toEqual({ matching: 1, total: 1 });
  expect(await matchesRule(scope, pro, theirs.id)).toBe(false);
  expect((await listSegments(stranger, { limit: 10 })).items).toEqual([]);
  const attempts = [
    getSegment,
    deleteSegment,
    duplicateSegment,
    (as: Scope) => updateSegment(as, { id, name: "Mine" }),
    (as: Scope) => listSegmentCustomers(as, id, { limit: 10 }),
  ];
  for (const attempt of attempts) await expect(attempt(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a viewer reads segments and changes none", async ({ scope }) => {
  const { id } = await aSegment(scope, pro);
  const viewer = as(scope, { type: "user", userId: "usr_other", role: "viewer" });
  await expect(getSegment(viewer, id)).resolves.toMatchObject({ id });
  await expect(createSegment(viewer, { name: "Mine", rule: pro })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(updateSegment(viewer, { id, name: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(deleteSegment(viewer, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(duplicateSegment(viewer, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

const nested = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((rule) => ({ type: "all", rules: [rule] }), pro);
const unreadable = {
  "of an unknown type": { type: "horoscope", sign: "leo" },
  "with an unknown operator": { type: "trait", trait: "plan", operator: "resembles", value: "pro" },
  "with a condition we do not know": { ...pro, unless: "friday" },
  "without its value": { type: "trait", trait: "plan", operator: "is" },
  "with a value of the wrong type": { type: "trait", trait: "seats", operator: "at_least", value: "five" },
  "with a question that does not suit the field": { type: "customer", field: "first_seen", operator: "contains", value: "2026" },
  "that everyone fulfils": { type: "event", name: "Paid", operator: "at_least", times: 0 },
  "of a group of none": { type: "all", rules: [] },
  "with an unreadable rule inside": { type: "any", rules: [pro, { type: "any", rules: [{}] }] },
  "nested too deep": nested(6),
  "nested beyond reason": nested(20_000),
  "with text the database cannot hold": { ...pro, value: "a\0b" },
  "that is nothing": null,
};

test.for(Object.entries(unreadable))("a rule %s is refused, never read as everyone", ([, rule]) => {
  expect(SegmentRule.safeParse(rule).success).toBe(false);
  expect(() => compileRule(rule as SegmentRule, { projectId: 1, now: new Date() })).toThrow(/Unreadable/);
});

test("what is wrong with a rule is said at its place", () => {
  const { error } = SegmentRule.safeParse({
    type: "all",
    rules: [pro, { type: "any", rules: [{ type: "trait", trait: "seats", operator: "at_least", value: "5" }] }],
  });
  expect(error?.issues).toMatchObject([{ path: ["rules", 1, "rules", 0, "value"], message: "Give a number." }]);
});

test("a stored rule that cannot be read keeps its people, and stops no other segment", async ({ scope, clock }) => {
  const ann = await aCustomer(scope, { traits: { plan: "pro" } });
  const broken = await aSegment(scope, newThisWeek, "Broken");
  await scope.db
    .update(segments)
    .set({ rule: { type: "from the future" } as never })
    .where(eq(segments.id, broken.id));
  const { id } = await aSegment(scope, { ...pro, value: "free" } as SegmentRule);
  await setTraits(scope, ann.id, { plan: "free" });
  await refreshCustomers(scope, [ann.id], { live: true });
  clock.forward(8 * DAY);
  await flipDue(scope);

  expect(await peopleIn(scope, broken.id)).toEqual([ann.id]);
  expect(await peopleIn(scope, id)).toEqual([ann.id]);
});

test("a deleted segment is gone, its name is free, and the history of who was in it stays", async ({ scope }) => {
  const ann = await aCustomer(scope, { traits: { plan: "pro" } });
  const { id } = await aSegment(scope, pro, "Pro");
  await deleteSegment(scope, id);

  await expect(getSegment(scope, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await peopleIn(scope, id)).toEqual([]);
  expect(await scope.db.select().from(listeners).where(eq(listeners.listenerId, id))).toEqual([]);
  expect(await changesOf(scope, id)).toMatchObject([{ customerId: ann.id }]);
  await refreshCustomers(scope, [ann.id], { live: true });
  expect(await peopleIn(scope, id)).toEqual([]);
  await expect(createSegment(scope, { name: "Pro", rule: pro })).resolves.toBeDefined();
});

test("a segment that an automation begins with cannot be deleted", async ({ scope }) => {
  const { id } = await aSegment(scope, pro);
  const draft = { trigger: { type: "segment_entered", segmentId: id }, entry: "once", steps: [] } as const;
  await scope.db.insert(automations).values({ projectId: scope.projectId, name: "Greet", draft: { ...draft, steps: [] } });
  await expect(deleteSegment(scope, id)).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("Greet") });
  await scope.db.update(automations).set({ status: "archived" }).where(eq(automations.projectId, scope.projectId));
  await expect(deleteSegment(scope, id)).resolves.toBeUndefined();
});

test("a copy has a name of its own and the same rule", async ({ scope }) => {
  const { id } = await aSegment(scope, pro, "Pro");
  expect(await duplicateSegment(scope, id)).toMatchObject({ name: "Pro (copy)", rule: pro });
  expect(await duplicateSegment(scope, id)).toMatchObject({ name: "Pro (copy 2)" });
});

test("the nightly comparison finds what drifted, repairs it without starting anything, and says so", async ({ scope }) => {
  const ann = await aCustomer(scope, { traits: { plan: "free" } });
  const bob = await aCustomer(scope, { traits: { plan: "pro" } });
  const { id } = await aSegment(scope, { type: "any", rules: [pro, newThisWeek] });
  await scope.db.delete(segmentCustomers).where(eq(segmentCustomers.customerId, ann.id));
  await scope.db.delete(segmentDue).where(eq(segmentDue.customerId, bob.id));

  const [suspects] = await findSuspects(scope);
  expect(suspects).toEqual({ segmentId: id, customerIds: [ann.id, bob.id] });
  expect(await repairDrift(scope, suspects!)).toEqual({ drifted: 2 });
  expect(await findSuspects(scope)).toEqual([]);
  expect(await promised(scope, "segments/moved")).toEqual([]);
  expect(await scope.db.select().from(audit).where(eq(audit.verb, "segment.repaired"))).toMatchObject([
    { subjectId: id, after: { customers: 2 } },
  ]);
});

test("lists come in pages, and a search takes its text literally", async ({ scope }) => {
  for (const name of ["A", "B 100%", "C", "D"]) await createSegment(scope, { name, rule: pro });
  const first = await listSegments(scope, { limit: 3 });
  const rest = await listSegments(scope, { limit: 3, cursor: first.nextCursor! });
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(["A", "B 100%", "C", "D"]);
  expect(rest.nextCursor).toBeNull();
  expect((await listSegments(scope, { q: "%", limit: 10 })).items.map(({ name }) => name)).toEqual(["B 100%"]);
});

test("the people of a segment come in pages, and who came and went is told", async ({ scope }) => {
  const people = [];
  for (let i = 0; i < 5; i++) people.push(await aCustomer(scope, { traits: { plan: "pro", first_name: `P${i}` } }));
  const { id } = await aSegment(scope, pro);
  const first = await listSegmentCustomers(scope, id, { limit: 3 });
  const rest = await listSegmentCustomers(scope, id, { limit: 3, cursor: first.nextCursor! });
  expect([...first.items, ...rest.items].map((person) => person.name)).toEqual(["P4", "P3", "P2", "P1", "P0"]);
  expect([...first.items, ...rest.items].map((person) => person.id)).toEqual(people.map(({ publicId }) => publicId).reverse());
  expect(await listSegmentMoves(scope, id, 10)).toHaveLength(5);
  const elsewhere = encodeCursor("a name", "an id");
  await expect(listSegmentCustomers(scope, id, { limit: 3, cursor: elsewhere })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("somebody in a segment is found by what an email, a user id or a name begins with, and nobody who is not in it", async ({ scope }) => {
  const ann = await aCustomer(scope, { email: "ann@example.com", traits: { plan: "pro", first_name: "Ann" } });
  const annie = await aCustomer(scope, { traits: { plan: "pro", first_name: "ANNIE", last_name: "Zorn" } });
  await aCustomer(scope, { email: "anna@example.com", traits: { plan: "free", first_name: "Anna" } });
  const { id } = await aSegment(scope, pro);
  const found = async (q: string, cursor?: string) => {
    const { items, nextCursor } = await listSegmentCustomers(scope, id, { q, limit: 1, cursor });
    return { ids: items.map((person) => person.id), nextCursor, people: items };
  };
  const first = await found("aN");
  const rest = await found("aN", first.nextCursor!);
  expect([...first.ids, ...rest.ids]).toEqual([ann.publicId, annie.publicId]);
  expect(first.people).toMatchObject([{ name: "Ann", email: "ann@example.com", enteredAt: expect.any(Date) }]);
  expect((await found("zor")).ids).toEqual([annie.publicId]);
  expect((await found(annie.publicId)).ids).toEqual([annie.publicId]);
  const anna = (await scope.db.select().from(customers).where(eq(customers.email, "anna@example.com")))[0]!;
  expect([(await found("anna")).ids, (await found(anna.publicId)).ids]).toEqual([[], []]);
});

test("while a rule is typed, its number, its sentence and some of its people are shown", async ({ scope }) => {
  const ann = await aCustomer(scope, { email: "ann@example.com", traits: { plan: "pro" } });
  await aCustomer(scope);
  expect(await previewRule(scope, pro)).toEqual({
    matching: 1,
    total: 2,
    sentence: "Customers whose plan is “pro”",
    sample: [{ id: ann.publicId, name: "ann@example.com" }],
  });
});
