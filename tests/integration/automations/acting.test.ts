import { and, asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { STEP_TYPES } from "@/components/automations/step-kinds";
import { automationRuns, automationRunSteps, customers, events, projects } from "@/db/schema";
import { advance } from "@/lib/automations/advancing";
import { problemsOf } from "@/lib/automations/problems";
import { type Flow, Flow as FlowSchema, freshStep, type Step } from "@/lib/automations/schema";
import { untilInWords } from "@/lib/automations/steps/until/schema";
import type { Scope } from "@/lib/scope";
import { createTag } from "@/lib/tags/commands";
import { tagsOf } from "@/lib/tags/queries";
import { createSegment, deleteSegment } from "@/lib/segments/commands";
import { aLiveAutomation, happens, HOUR, onSignUp, settle, wait } from "../../support/automations";
import { aCustomer, test } from "../../support/test";

const theRun = async ({ db, projectId }: Scope) =>
  (await db.select().from(automationRuns).where(eq(automationRuns.projectId, projectId)))[0]!;
const story = async ({ db, projectId }: Scope) =>
  (
    await db.select().from(automationRunSteps).where(eq(automationRunSteps.projectId, projectId)).orderBy(asc(automationRunSteps.visit))
  ).map(({ outcome }) => outcome);
const traitsOf = async ({ db, projectId }: Scope, id: number) =>
  (
    await db
      .select()
      .from(customers)
      .where(and(eq(customers.projectId, projectId), eq(customers.id, id)))
  )[0]!.traits;
const through = async (scope: Scope, steps: Step[], with_: Parameters<typeof aCustomer>[1] = {}, more: Partial<Flow> = {}) => {
  await aLiveAutomation(scope, { ...onSignUp(steps), ...more });
  const customer = await aCustomer(scope, with_);
  await happens(scope, customer.id);
  await settle(scope);
  return customer;
};

test("a trait is set to what is written, of its own type, or taken away", async ({ scope }) => {
  const set = (id: string, trait: string, value: string | number | boolean | null): Step => ({ id, type: "trait", trait, value });
  const steps = [set("a", "stage", "trial"), set("b", "score", 42), set("c", "vip", true), set("d", "old", null), set("e", "text", "42")];
  const { id, lastSeenAt } = await through(scope, steps, { traits: { old: "x" } });
  expect(await traitsOf(scope, id)).toMatchObject({ stage: "trial", score: 42, vip: true, text: "42" });
  expect(await traitsOf(scope, id)).not.toHaveProperty("old");
  expect(await story(scope)).toEqual([
    "Set “stage” to “trial”",
    "Set “score” to 42",
    "Set “vip” to true",
    "Removed “old”",
    "Set “text” to “42”",
  ]);
  const [after] = await scope.db.select().from(customers).where(eq(customers.id, id));
  expect(after!.lastSeenAt).toEqual(lastSeenAt);
});

test("a tag is put on or taken off, and one that is gone keeps the flow from going live", async ({ scope }) => {
  const [vip, old] = [await createTag(scope, { name: "VIP" }), await createTag(scope, { name: "Old" })];
  const set = (id: string, tagId: string | null, on: boolean): Step => ({ id, type: "tag", tagId, on });
  const { id } = await through(scope, [set("a", vip.id, true), set("b", vip.id, true), set("c", old.id, false)]);
  expect((await tagsOf(scope, [id])).get(id)?.map(({ name }) => name)).toEqual(["VIP"]);
  expect(await story(scope)).toEqual(["Added the tag “VIP”", "Had the tag “VIP” already", "Did not have the tag “Old”"]);
  expect(await problemsOf(scope, onSignUp([set("a", null, true), set("b", "tag_gone", true)]))).toHaveLength(2);
});

test("an event is recorded once, however often the step is taken, and starts what begins with it", async ({ scope }) => {
  const other = await aLiveAutomation(scope, {
    trigger: { type: "event", name: "Trial Began" },
    entry: "every_time",
    steps: [wait("x", 5)],
  });
  const { id } = await through(scope, [{ id: "a", type: "event", name: "Trial Began", properties: { plan: "pro", seats: 3 } }]);
  const run = (await scope.db.select().from(automationRuns).where(eq(automationRuns.customerId, id))).find(
    ({ automationId }) => automationId !== other.id,
  )!;
  await scope.db.delete(automationRunSteps).where(eq(automationRunSteps.runId, run.id));
  await scope.db
    .update(automationRuns)
    .set({ status: "active", visit: 0, nodeId: "a", dueAt: scope.clock.now() })
    .where(eq(automationRuns.id, run.id));
  await Promise.all([advance(scope, run.id), advance(scope, run.id)]); // as after a crash
  await settle(scope);
  const recorded = await scope.db
    .select()
    .from(events)
    .where(and(eq(events.projectId, scope.projectId), eq(events.name, "Trial Began")));
  expect(recorded).toMatchObject([{ customerId: id, properties: { plan: "pro", seats: 3 } }]);
  expect(await scope.db.select().from(automationRuns).where(eq(automationRuns.automationId, other.id))).toHaveLength(1);
});

test("a flow that records what it begins with would never end, and is told so", async ({ scope }) => {
  const steps: Step[] = [{ id: "a", type: "event", name: "Signed Up", properties: {} }];
  expect(await problemsOf(scope, onSignUp(steps, "every_time"))).toMatchObject([{ message: expect.stringMatching(/never end/) }]);
  expect(await problemsOf(scope, onSignUp(steps, "once"))).toEqual([]);
});

const until = (time: string, days: number[] = []): Step => ({ id: "u", type: "until", time, days });

test.for([
  ["2026-11-25T08:00:00Z", "09:00", [], {}, "UTC", "2026-11-25T09:00:00Z"],
  ["2026-11-25T09:00:00Z", "09:00", [], {}, "UTC", "2026-11-26T09:00:00Z"],
  ["2026-11-25T08:00:00Z", "09:00", [], { time_zone: "America/New_York" }, "UTC", "2026-11-25T14:00:00Z"],
  ["2026-11-25T08:00:00Z", "09:00", [], { timezone: "Asia/Calcutta" }, "UTC", "2026-11-26T03:30:00Z"],
  ["2026-11-25T08:00:00Z", "09:00", [], { time_zone: "Mars/Olympus" }, "Europe/Berlin", "2026-11-26T08:00:00Z"],
  ["2026-11-27T20:00:00Z", "09:30", [1, 2, 3, 4, 5], {}, "UTC", "2026-11-30T09:30:00Z"],
  ["2026-11-25T08:00:00Z", "07:00", [3], {}, "UTC", "2026-12-02T07:00:00Z"],
  ["2026-03-28T22:00:00Z", "02:30", [], {}, "Europe/Berlin", "2026-03-29T01:30:00Z"], // an hour that the clocks skip
  ["2026-10-24T21:00:00Z", "09:00", [], {}, "Europe/Berlin", "2026-10-25T08:00:00Z"], // the day has 25 hours
  ["2026-11-25T23:30:00Z", "00:15", [], {}, "Pacific/Auckland", "2026-11-26T11:15:00Z"],
] as const)("at %s, until %s on %j of %j in %s is %s", async ([now, time, days, traits, zone, expected], { scope, clock }) => {
  clock.set(new Date(now));
  await scope.db.update(projects).set({ timeZone: zone }).where(eq(projects.id, scope.projectId));
  await through(scope, [until(time, [...days])], { traits });
  expect((await theRun(scope)).dueAt).toEqual(new Date(expected));
  clock.set(new Date(expected));
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "done" });
});

test("times of day read as people say them", () => {
  expect(untilInWords({ time: "09:00", days: [5, 1, 2, 3, 4] })).toBe("9:00 from Monday to Friday");
  expect(untilInWords({ time: "18:30", days: [6, 7] })).toBe("18:30 on Saturday or Sunday");
  expect(untilInWords({ time: "00:05", days: [] })).toBe("0:05");
});

test("what ends a way is asked before every step, and says why", async ({ scope, clock }) => {
  const customer = await through(
    scope,
    [wait("a", 60), { id: "t", type: "trait", trait: "nagged", value: true }],
    {},
    { exits: [{ type: "event", name: "Bought" }] },
  );
  await happens(scope, customer.id, "Signed Up"); // what began it does not end it
  await happens(scope, customer.id, "Bought");
  clock.forward(HOUR);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "exited", endedBecause: "They did “Bought”.", dueAt: null });
  expect(await traitsOf(scope, customer.id)).not.toHaveProperty("nagged");
});

test("an event that ends a way does not count when it was before the way began, and the beginning itself never does", async ({
  scope,
  clock,
}) => {
  const ann = await aCustomer(scope);
  await happens(scope, ann.id, "Bought", new Date(clock.now().getTime() - 1000));
  await aLiveAutomation(scope, {
    ...onSignUp([wait("a", 60)]),
    exits: [
      { type: "event", name: "Bought" },
      { type: "event", name: "Signed Up" },
    ],
  });
  await happens(scope, ann.id);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "waiting" });
  clock.forward(HOUR);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "done" });
});

test("a rule that matches and a segment that they are not in end a way too", async ({ scope }) => {
  const { id: segmentId } = await createSegment(scope, {
    name: "None",
    rule: { type: "trait", trait: "x", operator: "is", value: "never" },
  });
  const customer = await through(
    scope,
    [wait("a", 60)],
    { traits: { plan: "pro" } },
    { exits: [{ type: "rule", rule: { type: "trait", trait: "plan", operator: "is", value: "pro" } }] },
  );
  expect(await theRun(scope)).toMatchObject({ status: "exited", endedBecause: "They matched an exit condition." });
  const other = await aLiveAutomation(scope, { ...onSignUp([wait("a", 60)]), exits: [{ type: "segment_left", segmentId }] });
  await happens(scope, customer.id);
  await settle(scope);
  const runs = await scope.db.select().from(automationRuns).where(eq(automationRuns.automationId, other.id));
  expect(runs).toMatchObject([{ status: "exited", endedBecause: "They are no longer in the segment." }]);
  await expect(deleteSegment(scope, segmentId)).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a reason to leave that is not complete keeps a flow from going live", async ({ scope }) => {
  const exits: Flow["exits"] = [
    { type: "event", name: "" },
    { type: "rule", rule: null },
    { type: "segment_left", segmentId: "seg_none" },
  ];
  expect((await problemsOf(scope, { ...onSignUp([wait("a", 1)]), exits })).map(({ message }) => message)).toHaveLength(3);
});

test("a fresh step of every kind can be kept as a draft", () => {
  const steps = STEP_TYPES.map((type) => freshStep(type, type));
  expect(FlowSchema.parse(onSignUp(steps)).steps).toEqual(steps);
});
