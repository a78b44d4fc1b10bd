import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import {
  automationRuns,
  automations,
  automationVersions,
  customerIdentities,
  customers,
  messages,
  segmentCustomers,
  segments,
} from "@/db/schema";
import { listenTo } from "@/lib/listeners/commands";
import { recordCallsWithin } from "@/lib/ingest/record";
import { inTransaction, type Scope } from "@/lib/scope";
import { onSignUp } from "../../support/automations";
import { test } from "../../support/test";
import { everyone, tell } from "./asked";

const idOf = async ({ db, projectId }: Scope, value: string) => {
  const { customerId } = customerIdentities;
  const [row] = await db
    .select({ customerId })
    .from(customerIdentities)
    .where(and(eq(customerIdentities.projectId, projectId), eq(customerIdentities.value, value)));
  return row!.customerId;
};

test("two customers who turn out to be one keep their whole history, and neither is written to twice", async ({ scope }) => {
  const { db, projectId } = scope;
  const now = scope.clock.now();
  await tell(scope, { type: "track", anonymousId: "a", name: "Seen" }, { type: "track", userId: "u", name: "Seen" });
  const [visitor, user] = [await idOf(scope, "a"), await idOf(scope, "u")];
  const [both, one] = await db
    .insert(segments)
    .values([
      { projectId, name: "Both", rule: { type: "all", rules: [] }, size: 2 },
      { projectId, name: "One", rule: { type: "all", rules: [] }, size: 1 },
    ])
    .returning();
  await db.insert(segmentCustomers).values([
    { projectId, segmentId: both!.id, customerId: visitor, enteredAt: now },
    { projectId, segmentId: both!.id, customerId: user, enteredAt: now },
    { projectId, segmentId: one!.id, customerId: visitor, enteredAt: now },
  ]);
  const [flow] = await db
    .insert(automations)
    .values({ projectId, name: "Welcome", draft: onSignUp([]) })
    .returning();
  const automationId = flow!.id;
  await db.insert(automationVersions).values({ projectId, automationId, version: 1, flow: onSignUp([]), createdAt: now });
  const run = { projectId, automationId, version: 1, entryKey: "once", trigger: { type: "event", eventId: "evt_x" }, dueAt: now } as const;
  await db.insert(automationRuns).values([
    { ...run, customerId: visitor },
    { ...run, customerId: user },
  ]);
  const message = {
    projectId,
    channel: "email",
    source: "automation",
    sourceId: automationId,
    place: "p",
    state: "sent",
    updatedAt: now,
  } as const;
  await db.insert(messages).values([
    { ...message, customerId: visitor },
    { ...message, customerId: user },
  ]);

  await tell(scope, { type: "identify", userId: "u", anonymousId: "a", traits: {} });

  expect((await everyone(scope)).people).toMatchObject([
    { names: ["anonymous_id a", "user_id u"], events: [expect.any(String), expect.any(String)] },
  ]);
  const sizes = await db
    .select({ name: segments.name, size: segments.size })
    .from(segments)
    .where(eq(segments.projectId, projectId))
    .orderBy(segments.name);
  expect(sizes).toEqual([
    { name: "Both", size: 1 },
    { name: "One", size: 1 },
  ]);
  const runs = await db
    .select()
    .from(automationRuns)
    .where(and(eq(automationRuns.projectId, projectId), eq(automationRuns.customerId, user)));
  expect(runs.map(({ status }) => status).sort()).toEqual(["active", "exited"]);
  expect(
    await db
      .select()
      .from(messages)
      .where(and(eq(messages.projectId, projectId), eq(messages.customerId, user))),
  ).toHaveLength(2);
  expect(await db.select().from(customers).where(eq(customers.projectId, projectId))).toHaveLength(1);
});

test("several visitors who are one person join in one request", async ({ scope }) => {
  await inTransaction(scope, (tx) => listenTo(tx, "seg_test", [{ interest: "refresh_on_customer", key: "" }]));
  await tell(scope, ...["a", "b", "c"].map((anonymousId) => ({ type: "track", anonymousId, name: "Seen" }) as const), {
    type: "track",
    userId: "u",
    name: "Seen",
  });
  await tell(scope, ...["a", "b", "c"].map((anonymousId) => ({ type: "track", userId: "u", anonymousId, name: "Seen" }) as const));
  expect((await everyone(scope)).people.map(({ names, events }) => [names.length, events.length])).toEqual([[4, 7]]);
});

test("what is recorded by hand is part of its command's transaction", async ({ scope }) => {
  const failing = inTransaction(scope, async (tx) => {
    await recordCallsWithin(tx, [{ type: "identify", userId: "u", traits: { plan: "pro" } }], { source: "hand" });
    throw new Error("The audit row could not be written.");
  });
  await expect(failing).rejects.toThrow("audit");
  expect((await everyone(scope)).people).toEqual([]);
});
