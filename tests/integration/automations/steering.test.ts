import { and, asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit, automationRuns, automationRunSteps } from "@/db/schema";
import { advance } from "@/lib/automations/advancing";
import { saveDraft } from "@/lib/automations/commands";
import { goLive } from "@/lib/automations/going-live";
import { openEntries, pause, resume, stopEntries } from "@/lib/automations/holding";
import { stepNumbers } from "@/lib/automations/numbers";
import { heldBy } from "@/lib/automations/overdue";
import { listRuns } from "@/lib/automations/runs";
import { STEP_COUNTS, type Step } from "@/lib/automations/schema";
import { ejectRuns, moveRuns, skipStep } from "@/lib/automations/steering";
import { updateAutomation } from "@/lib/automations/updating";
import type { Scope } from "@/lib/scope";
import { createDefaultTemplate } from "@/lib/templates/commands";
import { aLiveAutomation, email, happens, HOUR, onSignUp, settle, wait } from "../../support/automations";
import { aCustomer, as, test } from "../../support/test";

const runs = ({ db, projectId }: Scope) =>
  db.select().from(automationRuns).where(eq(automationRuns.projectId, projectId)).orderBy(asc(automationRuns.id));
const statuses = async (scope: Scope) => (await runs(scope)).map(({ status, nodeId }) => `${status} ${nodeId}`);
const THREE = [wait("a", 60), wait("b", 60), wait("c", 60)];
async function waiting(scope: Scope, many: number, steps: Step[] = THREE) {
  const { id } = await aLiveAutomation(scope, onSignUp(steps, "every_time"));
  for (let i = 0; i < many; i++) await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);
  return { id, runIds: (await runs(scope)).map((run) => run.id) };
}

test("people are led past a step, to another step, or out, one or many, on the record and in their story", async ({ scope, clock }) => {
  const { id, runIds } = await waiting(scope, 3);
  const [first, second, third] = runIds as [string, string, string];
  expect(await skipStep(scope, { id, runIds: [first, second] })).toBe(2);
  expect(await moveRuns(scope, { id, runIds: [second], stepId: "c" })).toBe(1);
  expect(await ejectRuns(scope, { id, runIds: [third] })).toBe(1);
  await settle(scope);
  expect(await statuses(scope)).toEqual(["waiting b", "waiting c", "exited a"]);
  expect((await runs(scope))[2]).toMatchObject({ endedBecause: "Taken out by hand.", endedAt: clock.now() });
  const verbs = await scope.db
    .select()
    .from(audit)
    .where(and(eq(audit.projectId, scope.projectId), eq(audit.subjectId, second)))
    .orderBy(asc(audit.id));
  expect(verbs.map(({ verb }) => verb)).toEqual(["run.skipped", "run.moved"]);
  const told = await scope.db
    .select()
    .from(automationRunSteps)
    .where(eq(automationRunSteps.runId, second))
    .orderBy(asc(automationRunSteps.visit));
  expect(told.map(({ outcome }) => outcome)).toEqual([
    "Began to wait 1 hour",
    "Skipped by hand",
    "Moved to another step by hand",
    "Began to wait 1 hour",
  ]);
  clock.forward(HOUR);
  await settle(scope);
  expect(await statuses(scope)).toEqual(["waiting c", "done null", "exited a"]);
});

test("led past the last step they are done; who has ended is not steered; what fails may be led on", async ({ scope }) => {
  const { id, runIds } = await waiting(scope, 2, [wait("only", 60)]);
  await skipStep(scope, { id, runIds: [runIds[0]!] });
  expect(await statuses(scope)).toEqual(["done null", "waiting only"]);
  expect(await ejectRuns(scope, { id, runIds: [runIds[0]!] })).toBe(0);
  await scope.db.update(automationRuns).set({ status: "failed", dueAt: null }).where(eq(automationRuns.id, runIds[1]!));
  expect(await moveRuns(scope, { id, runIds: [runIds[1]!], stepId: "only" })).toBe(1);
  await settle(scope);
  expect(await statuses(scope)).toEqual(["done null", "waiting only"]);
});

test("moving is into what is live now; a step that it does not have is refused", async ({ scope }) => {
  const { id, runIds } = await waiting(scope, 1);
  await saveDraft(scope, { id, flow: onSignUp([wait("new", 30)], "every_time") });
  await goLive(scope, id);
  await expect(moveRuns(scope, { id, runIds, stepId: "c" })).rejects.toMatchObject({ code: "CONFLICT" });
  await moveRuns(scope, { id, runIds, stepId: "new" });
  await settle(scope);
  expect(await runs(scope)).toMatchObject([{ version: 2, nodeId: "new", status: "waiting" }]);
});

test("a step that is taken while somebody is led away moves nobody twice", async ({ scope, clock }) => {
  const { id, runIds } = await waiting(scope, 1);
  clock.forward(HOUR);
  await Promise.all([advance(scope, runIds[0]!), moveRuns(scope, { id, runIds, stepId: "c" }), advance(scope, runIds[0]!)]);
  await settle(scope);
  expect(await statuses(scope)).toEqual(["waiting c"]);
});

test("a viewer steers nobody, and nobody steers people of another project or automation", async ({ scope, stranger }) => {
  const { id, runIds } = await waiting(scope, 1);
  const viewer = as(scope, { type: "user", userId: "usr_v", role: "viewer" });
  expect(() => ejectRuns(viewer, { id, runIds })).toThrow(/permission/);
  await expect(ejectRuns(stranger, { id, runIds })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const other = await aLiveAutomation(scope, onSignUp(THREE));
  expect(await ejectRuns(scope, { id: other.id, runIds })).toBe(0);
  expect(await statuses(scope)).toEqual(["waiting a"]);
});

async function pausedAcross(scope: Scope, clock: { forward: (millis: number) => void }) {
  const { id } = await waiting(scope, 1); // due in an hour
  clock.forward(HOUR / 2);
  await happens(scope, (await aCustomer(scope)).id); // due in an hour and a half from the beginning
  await settle(scope);
  await pause(scope, id);
  clock.forward(HOUR);
  return id;
}

test("on resuming, those whose time came go on now unless it is chosen otherwise, and the choice is told in numbers", async ({
  scope,
  clock,
}) => {
  const id = await pausedAcross(scope, clock);
  expect(await heldBy(scope, id)).toMatchObject({
    inProgress: 2,
    overdue: 2,
    lateByHours: [{ hours: 0, people: 2 }, { hours: 24, people: 0 }, { hours: 72 }, { hours: 168 }],
  });
  await resume(scope, id);
  await settle(scope);
  expect(await statuses(scope)).toEqual(["waiting b", "waiting b"]);
});

test("shifting ends every wait later by as long as the pause was", async ({ scope, clock }) => {
  const id = await pausedAcross(scope, clock);
  await resume(scope, id, "shift");
  await settle(scope);
  expect(await statuses(scope)).toEqual(["waiting a", "waiting a"]);
  clock.forward(HOUR / 2);
  await settle(scope);
  expect(await statuses(scope)).toEqual(["waiting b", "waiting a"]);
  clock.forward(HOUR / 2);
  await settle(scope);
  expect(await statuses(scope)).toEqual(["waiting b", "waiting b"]);
});

test("those who are late by more than was chosen leave, and the others go on", async ({ scope, clock }) => {
  const id = await pausedAcross(scope, clock);
  clock.forward(23.5 * HOUR + 1);
  await updateAutomation(scope, { id, status: "live", overdue: { leaveAfterHours: 24 } });
  await settle(scope);
  expect(await statuses(scope)).toEqual(["exited a", "waiting b"]);
  expect((await runs(scope))[0]).toMatchObject({ endedBecause: "Its time passed while the automation was paused." });
});

test("entries can be stopped while people go on, and opened again", async ({ scope, clock }) => {
  const { id } = await waiting(scope, 1);
  await stopEntries(scope, id);
  await stopEntries(scope, id);
  await happens(scope, (await aCustomer(scope)).id);
  clock.forward(HOUR);
  await settle(scope);
  expect(await statuses(scope)).toEqual(["waiting b"]);
  await openEntries(scope, id);
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);
  expect(await statuses(scope)).toEqual(["waiting b", "waiting a"]);
  await updateAutomation(scope, { id, entries: "stopped" });
  await pause(scope, id);
  expect(await resume(scope, id)).toMatchObject({ entriesStoppedAt: null });
});

test("every step tells how it went, and behind each number are its people", async ({ scope, clock }) => {
  const template = await createDefaultTemplate(scope);
  const { id } = await aLiveAutomation(scope, onSignUp([email("mail", template.id), wait("w", 60)], "every_time"));
  const [ann, bob] = [await aCustomer(scope), await aCustomer(scope, { email: null })];
  for (const one of [ann, bob, await aCustomer(scope)]) await happens(scope, one.id);
  await settle(scope);
  const [first] = await runs(scope);
  await skipStep(scope, { id, runIds: [first!.id] });
  clock.forward(1);

  const numbers = await stepNumbers(scope, id);
  expect(numbers.get("mail")).toEqual({
    entered: 3,
    here: 0,
    done: 2,
    skipped: 1,
    failed: 0,
    reasons: [{ reason: "They have no email address.", people: 1 }],
  });
  expect(numbers.get("w")).toEqual({
    entered: 3,
    here: 2,
    done: 0,
    skipped: 1,
    failed: 0,
    reasons: [{ reason: "By hand.", people: 1 }],
  });
  for (const [step, counts] of numbers)
    for (const what of STEP_COUNTS) {
      const { items } = await listRuns(scope, id, { nodeId: step, what, limit: 50 });
      expect([step, what, items.length]).toEqual([step, what, counts[what]]);
    }
});
