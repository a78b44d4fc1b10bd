import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { newId } from "@/db/ids";
import { automationRuns, segmentChanges, segments } from "@/db/schema";
import { saveDraft } from "@/lib/automations/commands";
import { goLive } from "@/lib/automations/going-live";
import { pause, resume } from "@/lib/automations/holding";
import type { Flow } from "@/lib/automations/schema";
import { startOnEvents, startOnSegments } from "@/lib/automations/starting";
import type { Scope } from "@/lib/scope";
import { aLiveAutomation, happens, HOUR, onSignUp, settle, wait } from "../../support/automations";
import { aCustomer, test } from "../../support/test";

const runsOf = ({ db, projectId }: Scope, automationId: string) =>
  db
    .select()
    .from(automationRuns)
    .where(and(eq(automationRuns.projectId, projectId), eq(automationRuns.automationId, automationId)));

const STEPS = [wait("hold", 60)];

test("once ever: a customer enters with the first event and never again", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, onSignUp(STEPS));
  const ann = await aCustomer(scope);
  const bob = await aCustomer(scope);

  await happens(scope, ann.id);
  await happens(scope, ann.id);
  await happens(scope, bob.id);
  await settle(scope);
  clock.forward(2 * HOUR);
  await happens(scope, ann.id);
  await settle(scope);

  expect((await runsOf(scope, id)).map((run) => run.customerId).sort()).toEqual([ann.id, bob.id].sort());
});

test("every time: each event is a run of its own", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, onSignUp(STEPS, "every_time"));
  const ann = await aCustomer(scope);

  await happens(scope, ann.id);
  await happens(scope, ann.id);
  await settle(scope);

  expect(await runsOf(scope, id)).toHaveLength(2);
});

test("an event told again starts nobody again, in one batch or later", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, onSignUp(STEPS, "every_time"));
  const ann = await aCustomer(scope);
  const event = await happens(scope, ann.id);

  await Promise.all([startOnEvents(scope, [event, event]), startOnEvents(scope, [event])]);
  await settle(scope);
  await startOnEvents(scope, [event]);

  expect(await runsOf(scope, id)).toHaveLength(1);
});

test("many events of one person at once start them once where it says once", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, onSignUp(STEPS));
  const ann = await aCustomer(scope);
  const events = await Promise.all([1, 2, 3, 4].map(() => happens(scope, ann.id)));

  await Promise.all(events.map((event) => startOnEvents(scope, [event])));

  expect(await runsOf(scope, id)).toHaveLength(1);
});

test("an event of more than a day ago, or of another name, starts nobody", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, onSignUp(STEPS, "every_time"));
  const ann = await aCustomer(scope);

  await happens(scope, ann.id, "Signed Up", new Date(clock.now().getTime() - 24 * HOUR));
  await happens(scope, ann.id, "signed up");
  await settle(scope);

  expect(await runsOf(scope, id)).toHaveLength(0);
});

test("a paused automation lets nobody in, and does again once it is resumed", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, onSignUp(STEPS, "every_time"));
  const ann = await aCustomer(scope);

  await pause(scope, id);
  await happens(scope, ann.id);
  await settle(scope);
  expect(await runsOf(scope, id)).toHaveLength(0);

  await resume(scope, id);
  await happens(scope, ann.id);
  await settle(scope);
  expect(await runsOf(scope, id)).toHaveLength(1);
});

test("who came in every time under one version does not come in again under a version that says once", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, onSignUp(STEPS, "every_time"));
  const ann = await aCustomer(scope);
  await happens(scope, ann.id);
  await settle(scope);

  await saveDraft(scope, { id, flow: onSignUp(STEPS, "once") });
  await goLive(scope, id);
  await happens(scope, ann.id);
  await settle(scope);

  expect(await runsOf(scope, id)).toHaveLength(1);
});

test("entering a segment starts a run when it happens live; a first fill, a repair and leaving do not", async ({ scope, clock }) => {
  const rule = { type: "event", name: "Signed Up", operator: "at_least", times: 1 } as const;
  const [segment] = await scope.db.insert(segments).values({ projectId: scope.projectId, name: "New", rule }).returning();
  const flow: Flow = { trigger: { type: "segment_entered", segmentId: segment!.id }, entry: "every_time", steps: STEPS };
  const { id } = await aLiveAutomation(scope, flow);
  const ann = await aCustomer(scope);
  const change = (entered: boolean, live: boolean) => ({
    projectId: scope.projectId,
    id: newId("change"),
    segmentId: segment!.id,
    customerId: ann.id,
    entered,
    live,
    at: clock.now(),
  });
  const [fill, left, entered] = [change(true, false), change(false, true), change(true, true)] as const;
  await scope.db.insert(segmentChanges).values([fill, left, entered]);

  await startOnSegments(scope, [fill.id, left.id]);
  expect(await runsOf(scope, id)).toHaveLength(0);
  await startOnSegments(scope, [entered.id]);
  await startOnSegments(scope, [entered.id]);
  expect(await runsOf(scope, id)).toMatchObject([{ customerId: ann.id, trigger: { type: "segment_entered", changeId: entered.id } }]);
});

test("the events of one project start nothing in another", async ({ scope, stranger }) => {
  const { id } = await aLiveAutomation(stranger, onSignUp(STEPS, "every_time"));
  const ann = await aCustomer(scope);
  const event = await happens(scope, ann.id);

  expect(await startOnEvents(stranger, [event])).toBe(0);
  await settle(scope);

  expect(await runsOf(stranger, id)).toHaveLength(0);
});
