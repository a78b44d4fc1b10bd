import { and, asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { automationRuns, automationRunSteps, automations, outbox } from "@/db/schema";
import { advance } from "@/lib/automations/advancing";
import { saveDraft } from "@/lib/automations/commands";
import { goLive } from "@/lib/automations/going-live";
import { archive, pause, resume } from "@/lib/automations/holding";
import { retryRun } from "@/lib/automations/retrying";
import type { Step } from "@/lib/automations/schema";
import { projectsWithOverdue, wakeOverdue } from "@/lib/automations/waking";
import type { Scope } from "@/lib/scope";
import { aLiveAutomation, happens, HOUR, onSignUp, settle, wait } from "../../support/automations";
import { aCustomer, test } from "../../support/test";

const theRun = async ({ db, projectId }: Scope) => {
  const [run, ...others] = await db.select().from(automationRuns).where(eq(automationRuns.projectId, projectId));
  expect(others).toEqual([]);
  return run!;
};

const story = async ({ db, projectId }: Scope) => {
  const rows = await db
    .select()
    .from(automationRunSteps)
    .where(eq(automationRunSteps.projectId, projectId))
    .orderBy(asc(automationRunSteps.visit));
  return rows.map(({ nodeId, outcome }) => `${nodeId}: ${outcome}`);
};

const TWO_WAITS = [wait("first", 60), wait("second", 120)];
const pro: Step = {
  id: "fork",
  type: "branch",
  rule: { type: "trait", trait: "plan", operator: "is", value: "pro" },
  yes: [wait("for-pro", 60)],
  no: [],
};

test("a run stays at a wait until it is over, goes on by itself, and ends where the flow ends", async ({ scope, clock }) => {
  await aLiveAutomation(scope, onSignUp(TWO_WAITS));
  await happens(scope, (await aCustomer(scope)).id);
  const began = clock.now().getTime();

  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "waiting", nodeId: "first", dueAt: new Date(began + HOUR) });
  clock.forward(HOUR - 1);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "waiting", nodeId: "first" });
  clock.forward(1);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "waiting", nodeId: "second", dueAt: new Date(began + 3 * HOUR) });
  clock.forward(2 * HOUR);
  await settle(scope);

  expect(await theRun(scope)).toMatchObject({ status: "done", nodeId: null, dueAt: null, endedAt: clock.now() });
  expect(await story(scope)).toEqual([
    "first: Began to wait 1 hour",
    "first: Waited 1 hour",
    "second: Began to wait 2 hours",
    "second: Waited 2 hours",
  ]);
});

test("a wake that comes early, twice or late does nothing that was not due", async ({ scope, clock }) => {
  await aLiveAutomation(scope, onSignUp(TWO_WAITS));
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);
  const { id, visit, dueAt } = await theRun(scope);

  expect(await advance(scope, id)).toEqual({ state: "waits", visit, until: dueAt });
  clock.forward(HOUR);
  await Promise.all([advance(scope, id), advance(scope, id), advance(scope, id)]);
  await Promise.all([advance(scope, id), advance(scope, id), advance(scope, id)]);

  expect(await theRun(scope)).toMatchObject({ status: "waiting", nodeId: "second", visit: visit + 2 });
  expect(await story(scope)).toHaveLength(3);
});

test("a pause in the middle of a wait holds the run beyond its time; resuming lets it go on at once", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, onSignUp([wait("first", 60)]));
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);

  await pause(scope, id);
  clock.forward(3 * HOUR);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "waiting", nodeId: "first" });

  await resume(scope, id);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "done" });
});

test("a pause that ends before the wait does changes nothing", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, onSignUp([wait("first", 60)]));
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);

  await pause(scope, id);
  await resume(scope, id);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "waiting" });
  clock.forward(HOUR);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "done" });
});

test("people finish the version they entered; those who come later take the new one", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, onSignUp([wait("first", 60), wait("second", 60)], "every_time"));
  const ann = await aCustomer(scope);
  await happens(scope, ann.id);
  await settle(scope);

  await saveDraft(scope, { id, flow: onSignUp([wait("other", 30)], "every_time") });
  await goLive(scope, id);
  clock.forward(HOUR);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ version: 1, status: "waiting", nodeId: "second" });

  const bob = await aCustomer(scope);
  await happens(scope, bob.id);
  await settle(scope);
  const runs = await scope.db
    .select()
    .from(automationRuns)
    .where(and(eq(automationRuns.projectId, scope.projectId), eq(automationRuns.customerId, bob.id)));
  expect(runs).toMatchObject([{ version: 2, nodeId: "other" }]);
});

test("editing a live automation changes nothing until it is published", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, onSignUp([wait("first", 60)]));
  await saveDraft(scope, { id, flow: onSignUp([wait("other", 30)]) });

  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);

  expect(await theRun(scope)).toMatchObject({ version: 1, nodeId: "first" });
});

test("a branch asks its rule when it is reached, and both ways go on with what follows", async ({ scope, clock }) => {
  await aLiveAutomation(scope, onSignUp([pro, wait("after", 60)]));
  const ann = await aCustomer(scope, { traits: { plan: "pro" } });
  const bob = await aCustomer(scope, { traits: { plan: "free" } });
  await happens(scope, ann.id);
  await happens(scope, bob.id);
  await settle(scope);
  const where = async (customerId: number) => {
    const of = and(eq(automationRuns.projectId, scope.projectId), eq(automationRuns.customerId, customerId));
    const [run] = await scope.db.select().from(automationRuns).where(of);
    return run?.nodeId;
  };

  expect([await where(ann.id), await where(bob.id)]).toEqual(["for-pro", "after"]);
  clock.forward(HOUR);
  await settle(scope);
  expect([await where(ann.id), await where(bob.id)]).toEqual(["after", null]);
});

test("archiving ends every run, with the reason, and wakes that come later find nothing to do", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, onSignUp([wait("first", 60)]));
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);

  await archive(scope, id);
  clock.forward(HOUR);
  await settle(scope);

  expect(await theRun(scope)).toMatchObject({ status: "exited", endedBecause: "The automation was archived." });
  expect(await story(scope)).toHaveLength(1);
});

test("a run whose wake was lost is found and woken once, unless it is held on purpose", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, onSignUp([wait("first", 60)]));
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);
  await scope.db.delete(outbox).where(eq(outbox.projectId, scope.projectId));
  clock.forward(HOUR + 9 * 60_000);
  expect(await wakeOverdue(scope)).toBe(0);

  clock.forward(60_000);
  expect(await projectsWithOverdue(scope.db, clock.now())).toContain(scope.projectId);
  await pause(scope, id);
  expect(await wakeOverdue(scope)).toBe(0);
  await scope.db
    .update(automations)
    .set({ status: "live" })
    .where(and(eq(automations.projectId, scope.projectId), eq(automations.id, id)));
  expect(await wakeOverdue(scope)).toBe(1);
  expect(await wakeOverdue(scope)).toBe(0);
  await settle(scope);

  expect(await theRun(scope)).toMatchObject({ status: "done" });
});

test("a step that fails is tried again later and later; after the last attempt the run ends with the reason and can be retried", async ({
  scope,
  clock,
}) => {
  await aLiveAutomation(scope, onSignUp([pro]));
  await happens(scope, (await aCustomer(scope)).id);
  const broken = { id: "fork", type: "branch", rule: { type: "no such rule" }, yes: [], no: [] };
  await scope.db.execute(
    `update automation_versions set flow = jsonb_set(flow, '{steps,0}', '${JSON.stringify(broken)}') where project_id = ${scope.projectId}`,
  );

  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "active", attempts: 1, visit: 0, dueAt: new Date(clock.now().getTime() + 30_000) });
  for (let attempt = 2; attempt <= 10; attempt++) {
    clock.forward(3 * HOUR);
    await settle(scope);
  }
  const run = await theRun(scope);
  expect(run).toMatchObject({ status: "failed", attempts: 10, endedBecause: expect.stringContaining("went wrong") });

  await scope.db.execute(
    `update automation_versions set flow = jsonb_set(flow, '{steps,0}', '${JSON.stringify(pro)}') where project_id = ${scope.projectId}`,
  );
  await retryRun(scope, run.id);
  await settle(scope);
  expect(await theRun(scope)).toMatchObject({ status: "done", attempts: 0 });
});
