import { and, asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { uuidOf } from "@/db/ids";
import { automationRuns, automationRunSteps, outbox } from "@/db/schema";
import { advanceAll } from "@/lib/automations/advancing";
import { keepVisits } from "@/lib/automations/keeping";
import { placesOf } from "@/lib/automations/places";
import type { Step } from "@/lib/automations/schema";
import { startOnEvents } from "@/lib/automations/starting";
import { ejectRuns, moveRuns } from "@/lib/automations/steering";
import type { Scope } from "@/lib/scope";
import { aLiveAutomation, happens, HOUR, onSignUp, settle, wait } from "../../support/automations";
import { aCustomer, test } from "../../support/test";

const runsOf = ({ db, projectId }: Scope) =>
  db.select().from(automationRuns).where(eq(automationRuns.projectId, projectId)).orderBy(asc(automationRuns.customerId));
const promisesOf = ({ db, projectId }: Scope, kind: string) =>
  db
    .select()
    .from(outbox)
    .where(and(eq(outbox.projectId, projectId), eq(outbox.kind, kind)))
    .orderBy(asc(outbox.id));
const visitsOf = async ({ db, projectId }: Scope) =>
  (await db.select().from(automationRunSteps).where(eq(automationRunSteps.projectId, projectId))).length;

/** People who have entered at once and whom nobody has taken on yet; their runs in the order in which they came to be known. */
async function aParty(scope: Scope, people: number, steps: Step[]) {
  const { id } = await aLiveAutomation(scope, onSignUp(steps));
  const eventIds: string[] = [];
  for (let n = 0; n < people; n++) eventIds.push(await happens(scope, (await aCustomer(scope, { traits: { plan: `plan ${n}` } })).id));
  expect(await startOnEvents(scope, eventIds)).toBe(people);
  return { id, eventIds, runIds: (await runsOf(scope)).map((run) => run.id) };
}

test("those who enter together are promised together, taken on together, and wait for one wake", async ({ scope, clock }) => {
  const { runIds } = await aParty(scope, 30, [wait("hold", 60)]);
  const [started, ...others] = await promisesOf(scope, "run/started");
  expect(others).toEqual([]);
  expect((started!.ids as { runIds: string[] }).runIds.toSorted()).toEqual(runIds.toSorted());

  expect(await advanceAll(scope, { runIds })).toEqual({ goOn: [] });
  const wakes = await promisesOf(scope, "run/wake");
  expect(wakes.flatMap(({ ids }) => (ids as { runIds: string[] }).runIds).toSorted()).toEqual(runIds.toSorted());
  expect(wakes.length).toBeLessThanOrEqual(2); // one for each look
  expect(wakes[0]).toMatchObject({ ids: { visit: 1 }, startAt: new Date(clock.now().getTime() + HOUR) });

  clock.forward(HOUR);
  await settle(scope);
  expect(new Set((await runsOf(scope)).map(({ status }) => status))).toEqual(new Set(["done"]));
  expect(await visitsOf(scope)).toBe(2 * runIds.length);
});

test("a party that is taken on several times at once makes every visit once", async ({ scope }) => {
  const { runIds } = await aParty(scope, 25, [wait("hold", 60)]);
  const said = await Promise.all([runIds, runIds.toReversed(), runIds].map((ids) => advanceAll(scope, { runIds: ids })));
  for (const { goOn } of said) expect(await advanceAll(scope, { runIds: goOn })).toEqual({ goOn: [] });
  expect(new Set((await runsOf(scope)).map(({ status, visit }) => `${status} ${visit}`))).toEqual(new Set(["waiting 1"]));
  expect(await visitsOf(scope)).toBe(runIds.length);
});

test("one whose step fails, one who has left and one whom nobody knows hold up nobody else", async ({ scope, clock }) => {
  const fork: Step = {
    id: "fork",
    type: "branch",
    rule: { type: "trait", trait: "plan", operator: "is", value: "plan 0" },
    yes: [wait("zero", 60)],
    no: [wait("other", 60)],
  };
  const { id, runIds } = await aParty(scope, 4, [fork]);
  await scope.db.update(automationRuns).set({ nodeId: "gone" }).where(eq(automationRuns.id, runIds[1]!));
  await ejectRuns(scope, { id, runIds: [runIds[2]!] });
  for (let goOn = ["run_nobody", ...runIds]; goOn.length > 0; ) ({ goOn } = await advanceAll(scope, { runIds: goOn }));
  expect((await runsOf(scope)).map(({ status, nodeId, attempts }) => [status, nodeId, attempts])).toEqual([
    ["waiting", "zero", 0],
    ["active", "gone", 1],
    ["exited", "fork", 0],
    ["waiting", "other", 0],
  ]);
  expect((await runsOf(scope))[1]!.dueAt).toEqual(new Date(clock.now().getTime() + 30_000));
});

test("a visit that cannot be kept fails alone", async ({ scope }) => {
  const { runIds } = await aParty(scope, 3, [wait("hold", 60)]);
  await scope.db.execute(`alter table automation_run_steps add constraint refused check (run_id::text <> '${uuidOf("run", runIds[1]!)}')`);
  try {
    await advanceAll(scope, { runIds });
  } finally {
    await scope.db.execute("alter table automation_run_steps drop constraint refused");
  }
  expect((await runsOf(scope)).map(({ status, attempts }) => [status, attempts])).toEqual([
    ["waiting", 0],
    ["active", 1],
    ["waiting", 0],
  ]);
});

test("of two who decide on one visit the first is kept, whole, and the other leaves no trace", async ({ scope }) => {
  const { id, runIds } = await aParty(scope, 2, [wait("hold", 60), wait("after", 60)]);
  const flow = [wait("hold", 60), wait("after", 60)];
  const place = placesOf(flow).get("hold")!;
  const visits = (await runsOf(scope)).map((run) => ({ run, place, taken: { next: "go_on" as const, outcome: "Passed" } }));
  await moveRuns(scope, { id, runIds: [runIds[0]!], stepId: "after" });
  expect(await keepVisits(scope, visits)).toEqual(new Set([runIds[1]]));
  expect((await runsOf(scope)).map(({ nodeId, visit }) => [nodeId, visit])).toEqual([
    ["after", 1],
    ["after", 1],
  ]);
  expect(await visitsOf(scope)).toBe(2);
  expect(await keepVisits(scope, visits)).toEqual(new Set());
  expect(await visitsOf(scope)).toBe(2);
});

test("a wake that comes before its time says until when; who was led on meanwhile has another", async ({ scope, clock }) => {
  const { id, runIds } = await aParty(scope, 2, [wait("hold", 60), wait("after", 60)]);
  await advanceAll(scope, { runIds });
  const until = new Date(clock.now().getTime() + HOUR);
  await moveRuns(scope, { id, runIds: [runIds[0]!], stepId: "after" });
  await settle(scope);
  expect(await advanceAll(scope, { runIds, visit: 1 })).toEqual({ goOn: [], early: { runIds: [runIds[1]], until } });
  expect(await advanceAll(scope, { runIds })).toEqual({ goOn: [] });
});
