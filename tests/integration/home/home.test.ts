import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { newId } from "@/db/ids";
import { broadcastBatches, customerIdentities, customers, identityConflicts, messages, projects, unsubscribes } from "@/db/schema";
import { estimateOf } from "@/lib/broadcasts/estimate";
import { pauseBroadcast, resumeBroadcast } from "@/lib/broadcasts/sending";
import { concernsOf } from "@/lib/projects/concerns";
import { overviewOf } from "@/lib/projects/overview";
import type { Scope } from "@/lib/scope";
import { happens, HOUR } from "../../support/automations";
import { aBroadcast, begun } from "../../support/broadcasts";
import { aCustomer, test } from "../../support/test";

/** Emails that were claimed now, sent unless it is said what else became of them. */
function emails({ db, projectId, clock }: Scope, count: number, became: Partial<typeof messages.$inferInsert> = {}) {
  const at = clock.now();
  const sent = { channel: "email", source: "api", sourceId: "x", state: "sent", sentAt: at, createdAt: at, updatedAt: at } as const;
  const rows = Array.from({ length: count }, () => ({ projectId, place: newId("run"), ...sent, ...became }));
  return db.insert(messages).values(rows).returning({ id: messages.id });
}

test("home says of how many sent emails what became of them, and counts no machine for a person", async ({ scope, stranger, clock }) => {
  const [left] = await emails(scope, 3, { state: "delivered" });
  await emails(scope, 1, { state: "delivered", opens: 2, clicks: 1 });
  await emails(scope, 1, { machineOpens: 1, machineClicks: 1 });
  await emails(scope, 1, { state: "bounced" });
  await emails(scope, 1, { state: "complained" });
  await emails(scope, 2, { state: "skipped", sentAt: null });
  await emails(stranger, 5, { state: "bounced" });
  const leaving = { topic: "", source: "link", addressHash: Buffer.from("somebody"), createdAt: clock.now() };
  await scope.db.insert(unsubscribes).values({ projectId: scope.projectId, messageId: left!.id, ...leaving });

  const became = { delivered: 4, opened: 1, clicked: 1, unsubscribed: 1, bounced: 1, complained: 1 };
  expect(await overviewOf(scope, "7d")).toMatchObject({
    sent: { now: 7, before: 0 },
    skipped: { now: 2, before: 0 },
    emails: { sent: 7, skipped: 2, ...became },
  });
  clock.forward(8 * 24 * HOUR);
  expect(await overviewOf(scope, "7d")).toMatchObject({ sent: { now: 0, before: 7 }, emails: { sent: 0, delivered: 0, unsubscribed: 0 } });
});

test("bounces above 2 % and complaints above 0.1 % of a week's emails are a concern, once a hundred were sent", async ({
  scope,
  clock,
}) => {
  const told = async () => {
    clock.forward(1);
    return (await concernsOf(scope)).filter(({ kind }) => kind === "bounces" || kind === "complaints");
  };
  await emails(scope, 96);
  await emails(scope, 2, { state: "bounced" });
  await emails(scope, 1, { state: "complained" });
  expect(await told()).toEqual([]);
  await emails(scope, 1);
  expect(await told()).toEqual([{ kind: "complaints", count: 1, of: 100 }]);
  await emails(scope, 1, { state: "bounced" });
  expect(await told()).toEqual([
    { kind: "bounces", count: 3, of: 101 },
    { kind: "complaints", count: 1, of: 101 },
  ]);
  clock.forward(8 * 24 * HOUR);
  expect(await told()).toEqual([]);
});

test("a day without an event is a concern where there were some before, and of a sample it is none", async ({ scope, stranger, clock }) => {
  await happens(scope, (await aCustomer(scope)).id);
  const told = async (of = scope) => (await concernsOf(of)).filter(({ kind }) => kind === "no_events");
  clock.forward(23 * HOUR);
  expect(await told()).toEqual([]);
  clock.forward(26 * HOUR);
  expect(await told()).toEqual([{ kind: "no_events", count: 2 }]);
  expect(await told(stranger)).toEqual([]);
  await scope.db.update(projects).set({ sample: true }).where(eq(projects.id, scope.projectId));
  expect(await told()).toEqual([]);
});

test("emails that failed and emails of which nobody knows are counted apart, as their lists show them", async ({ scope }) => {
  await emails(scope, 2, { state: "failed", sentAt: null });
  await emails(scope, 3, { state: "uncertain", sentAt: null });
  const told = (await concernsOf(scope)).filter(({ kind }) => kind.endsWith("_messages"));
  expect(told).toEqual([
    { kind: "failed_messages", count: 2 },
    { kind: "uncertain_messages", count: 3 },
  ]);
});

test("identities that are claimed twice are counted, with up to five of the people who claim them", async ({ scope, stranger }) => {
  const holder = await aCustomer(scope);
  const { projectId, clock } = scope;
  const nameless = await aCustomer(scope, { email: null });
  const theirId = { projectId, kind: "user_id", value: "u-1", customerId: nameless.id, claimedAt: clock.now(), callId: "c" } as const;
  await scope.db.insert(customerIdentities).values(theirId);
  const others = await Promise.all(Array.from({ length: 5 }, () => aCustomer(scope)));
  const claimants = [nameless, ...others.toSorted((a, b) => a.id - b.id)];
  const claim = { projectId, kind: "anonymous_id", claimantKind: "email", holderId: holder.id } as const;
  const claims = claimants.map(({ id }) => ({ ...claim, value: `phone ${id}`, claimantValue: `${id}`, claimantId: id }));
  await scope.db.insert(identityConflicts).values(claims);
  const told = async (of: Scope) => (await concernsOf(of)).filter(({ kind }) => kind === "conflicts");
  const people = claimants.slice(0, 5).map(({ publicId: id, email }) => ({ id, name: email ?? "u-1" }));
  expect(await told(scope)).toEqual([{ kind: "conflicts", count: 6, people }]);
  expect(await told(stranger)).toEqual([]);
  await scope.db.update(identityConflicts).set({ resolvedAt: clock.now() }).where(eq(identityConflicts.projectId, projectId));
  expect(await told(scope)).toEqual([]);
});

test("a broadcast that is paused or that its provider does not take is a concern", async ({ scope, clock }) => {
  await aCustomer(scope);
  const { broadcastId: id } = await begun(scope);
  const told = async () => (await concernsOf(scope)).flatMap((concern) => ("id" in concern ? [[concern.kind, concern.id]] : []));
  expect(await told()).toEqual([]);
  const batch = { projectId: scope.projectId, broadcastId: id, batch: 1, claimedAt: clock.now() };
  await scope.db.insert(broadcastBatches).values({ ...batch, lastError: "It answered 503." });
  expect(await told()).toEqual([["broadcast_waits", id]]);
  await pauseBroadcast(scope, id);
  expect(await told()).toEqual([["broadcast_paused", id]]);
  await resumeBroadcast(scope, id);
  await scope.db.update(broadcastBatches).set({ settledAt: clock.now() }).where(eq(broadcastBatches.broadcastId, id));
  expect(await told()).toEqual([]);
});

test("who is being erased counts as nobody, on home and in an estimate", async ({ scope, clock }) => {
  await aCustomer(scope, { lastSeenAt: clock.now() });
  const { id } = await aCustomer(scope, { lastSeenAt: clock.now() });
  await scope.db.update(customers).set({ isErased: true }).where(eq(customers.id, id));
  await emails(scope, 3, { source: "broadcast" });

  const counted = { customers: 1, activeCustomers: 1, newCustomers: { now: 1, before: 0 } };
  expect(await overviewOf(scope, "7d")).toMatchObject(counted);
  expect(await estimateOf(scope, await aBroadcast(scope))).toMatchObject({ matched: 1, total: 1, gotThree: 0 });
});
