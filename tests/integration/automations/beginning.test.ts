import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { newId } from "@/db/ids";
import { automationRuns, events, listeners } from "@/db/schema";
import { advance } from "@/lib/automations/advancing";
import { archive } from "@/lib/automations/holding";
import type { Flow } from "@/lib/automations/schema";
import { startOnEvents } from "@/lib/automations/starting";
import type { Trigger } from "@/lib/automations/triggers/schema";
import { recordCalls } from "@/lib/ingest/record";
import type { Scope } from "@/lib/scope";
import { aLiveAutomation, happens, HOUR, onSignUp, settle, wait } from "../../support/automations";
import { aCustomer, test } from "../../support/test";

const DAY = 24 * HOUR;
const onlyWait = [wait("first", 60)];
const from = (trigger: Trigger, more: Partial<Flow> = {}): Flow => ({ trigger, entry: "every_time", steps: onlyWait, ...more });
const runsOf = ({ db, projectId }: Scope, automationId: string) =>
  db
    .select()
    .from(automationRuns)
    .where(and(eq(automationRuns.projectId, projectId), eq(automationRuns.automationId, automationId)));

test("a visit of a page that fits lets its visitor in, and no other visit does", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, from({ type: "page_visited", match: "begins_with", address: "/pricing" }));
  await recordCalls(
    scope,
    [
      { type: "page", userId: "ann", properties: { url: "https://acme.test/pricing/teams", path: "/pricing/teams" } },
      { type: "page", userId: "bob", properties: { url: "https://acme.test/about", path: "/about" } },
      { type: "screen", userId: "cem", properties: { path: "/pricing" } },
    ],
    { source: "segment" },
  );
  await settle(scope);
  expect(await runsOf(scope, id)).toHaveLength(1);
  await archive(scope, id);
  expect(await scope.db.select().from(listeners).where(eq(listeners.projectId, scope.projectId))).toEqual([]);
});

test("a charge lets its payer in, where it is what is asked for", async ({ scope }) => {
  const where = [{ property: "amount", operator: "at_least" as const, value: 5000 }];
  const { id } = await aLiveAutomation(scope, from({ type: "charge", where }));
  await recordCalls(
    scope,
    [
      { type: "charge", userId: "ann", amount: 5000, currency: "EUR" },
      { type: "charge", userId: "bob", amount: 4999, currency: "EUR" },
    ],
    { source: "beacon" },
  );
  await settle(scope);
  expect(await runsOf(scope, id)).toHaveLength(1);
});

test("an event counts only with the properties that are asked for, each of its own type", async ({ scope }) => {
  const where = [
    { property: "plan", operator: "is_one_of" as const, values: ["pro", "team"] },
    { property: "seats", operator: "greater_than" as const, value: 3 },
  ];
  const { id } = await aLiveAutomation(scope, from({ type: "event", name: "Upgraded", where }));
  const said = [
    { plan: "pro", seats: 4 },
    { plan: "pro", seats: 3 },
    { plan: "pro", seats: "9" },
    { seats: 9 },
    { plan: "team", seats: 100 },
  ];
  await recordCalls(
    scope,
    said.map((properties, i) => ({ type: "track", userId: `u${i}`, name: "Upgraded", properties })),
    { source: "segment" },
  );
  await settle(scope);
  expect(await runsOf(scope, id)).toHaveLength(2);
});

test("once in so many days means so many days since the last time", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, onSignUp(onlyWait, { days: 30 }));
  const ann = await aCustomer(scope);
  for (const [after, many] of [
    [0, 1],
    [29 * DAY, 1],
    [DAY, 2],
    [HOUR, 2],
  ] as const) {
    clock.forward(after);
    await happens(scope, ann.id);
    await settle(scope);
    expect(await runsOf(scope, id)).toHaveLength(many);
  }
});

test("one at a time: whoever is in it does not enter again before they have left", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, { ...onSignUp(onlyWait, "every_time"), oneAtATime: true });
  const ann = await aCustomer(scope);
  await happens(scope, ann.id);
  await happens(scope, ann.id);
  await settle(scope);
  expect(await runsOf(scope, id)).toHaveLength(1);
  clock.forward(HOUR);
  await settle(scope);
  await happens(scope, ann.id);
  await settle(scope);
  expect(await runsOf(scope, id)).toHaveLength(2);
});

test("however many happenings come at once, a rule of entry that counts lets one in", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, { ...onSignUp(onlyWait, { days: 1 }), oneAtATime: true });
  const people = await Promise.all([aCustomer(scope), aCustomer(scope), aCustomer(scope)]);
  const batches = Array.from({ length: 6 }, () => people.map(({ id: customerId }) => ({ id: newId("event"), customerId })));
  const of = {
    projectId: scope.projectId,
    kind: 0,
    source: 0,
    name: "Signed Up",
    properties: {},
    occurredAt: scope.clock.now(),
    receivedAt: scope.clock.now(),
  };
  await scope.db.insert(events).values(batches.flat().map((one) => ({ ...of, ...one })));
  const order = (i: number) => (i % 2 ? batches[i]! : [...batches[i]!].reverse());
  await Promise.all(
    batches.map((_, i) =>
      startOnEvents(
        scope,
        order(i).map((one) => one.id),
      ),
    ),
  );
  const runs = await runsOf(scope, id);
  expect(runs.map(({ customerId }) => customerId).sort()).toEqual(people.map((one) => one.id).sort());
  await Promise.all(runs.map((run) => advance(scope, run.id)));
});
