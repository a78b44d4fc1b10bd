import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { POST as mergeRoute } from "@/app/api/v1/customers/[id]/merge/route";
import { POST as undoRoute } from "@/app/api/v1/merges/[merge]/undo/route";
import { audit, messages, outbox, unsubscribes } from "@/db/schema";
import { keepApart, mergeByHand, undoMerge } from "@/lib/customers/merging";
import { mergePage } from "@/lib/customers/merge-page";
import { profileOf } from "@/lib/customers/page";
import { customersByIds, getCustomer } from "@/lib/customers/queries";
import { unsubscribe } from "@/lib/consent/commands";
import { recordCalls } from "@/lib/ingest/record";
import { listenTo } from "@/lib/listeners/commands";
import { inTransaction, type Scope } from "@/lib/scope";
import { keysOf } from "../../support/sending";
import { as, type TestClock, test } from "../../support/test";

const identify = (userId: string, traits: Record<string, string> = {}) => {
  const { email } = traits;
  return { type: "identify", userId, ...(email && { email }), traits } as const;
};
async function tell(scope: Scope, ...calls: Parameters<typeof recordCalls>[1]) {
  (scope.clock as TestClock).forward(1_000);
  await recordCalls(scope, calls, { source: "segment" });
}
const byUserId = (scope: Scope, userId: string) => getCustomer(scope, `user_id:${userId}`);
const merge = (scope: Scope, stays: string, joins: string) => {
  (scope.clock as TestClock).forward(1_000);
  return mergeByHand(scope, { id: `user_id:${stays}`, customer: `user_id:${joins}` });
};
const verbsOf = async ({ db, projectId }: Scope, subjectId: string) => {
  const rows = await db
    .select({ verb: audit.verb })
    .from(audit)
    .where(and(eq(audit.projectId, projectId), eq(audit.subjectId, subjectId)))
    .orderBy(audit.id);
  return rows.map(({ verb }) => verb);
};

async function twoPeople(scope: Scope) {
  await tell(scope, identify("1", { email: "a@example.com", plan: "free", city: "Rome" }), { type: "track", userId: "1", name: "Seen" });
  await tell(scope, identify("2", { email: "b@example.com", plan: "pro" }), { type: "track", userId: "2", name: "Paid" });
  return [await byUserId(scope, "1"), await byUserId(scope, "2")] as const;
}

test("two customers become one, with everything of both; it is on the record and on the line of time", async ({ scope }) => {
  const [one, two] = await twoPeople(scope);
  const page = await mergePage(scope, one.publicId, { with: two.publicId });
  expect([page.customer, page.other]).toMatchObject([
    { id: one.publicId, events: 1, identities: [{ value: "1" }, { value: "a@example.com" }] },
    { id: two.publicId, events: 1, identities: [{ value: "2" }, { value: "b@example.com" }] },
  ]);
  const { id } = await merge(scope, "1", "2");
  const both = await byUserId(scope, "2");
  expect(both).toMatchObject({
    publicId: one.publicId,
    traits: { plan: "pro", city: "Rome", email: "b@example.com" },
    email: "b@example.com",
  });
  const { timeline, identities } = await profileOf(scope, one.publicId, {});
  expect(identities).toHaveLength(4);
  expect(timeline.map((fact) => (fact.kind === "event" ? fact.name : fact.kind))).toEqual(["merge", "Paid", "Seen"]);
  expect(timeline[0]).toMatchObject({ kind: "merge", id, joinedKind: "user_id", joinedValue: "2", undoneAt: null });
  expect(await verbsOf(scope, one.publicId)).toEqual(["customer.merge"]);
  await expect(merge(scope, "1", "2")).rejects.toMatchObject({ code: "CONFLICT" });
});

test("undone, both are who they were, with what came since under the name of each", async ({ scope }) => {
  const [one, two] = await twoPeople(scope);
  const { projectId, db, clock } = scope;
  const message = {
    projectId,
    channel: "email",
    source: "test",
    sourceId: "x",
    place: "p",
    state: "sent",
    updatedAt: clock.now(),
  } as const;
  const [sent] = await db
    .insert(messages)
    .values({ ...message, customerId: two.id })
    .returning();
  const { id } = await merge(scope, "1", "2");
  await tell(scope, { type: "track", userId: "2", name: "Later" }, identify("2", { city: "Oslo" }));
  expect(await undoMerge(scope, { merge: id })).toEqual({ customer_id: one.publicId, parted_id: two.publicId });
  const [first, second] = [await byUserId(scope, "1"), await byUserId(scope, "2")];
  expect([first.id, second.id, second.publicId, second.createdAt]).toEqual([one.id, two.id, two.publicId, two.createdAt]);
  expect(first).toMatchObject({ email: "a@example.com", traits: { plan: "free", city: "Rome" } });
  expect(second).toMatchObject({ email: "b@example.com", traits: { plan: "pro", city: "Oslo" } });
  const facts = async (ref: string) =>
    (await profileOf(scope, ref, {})).timeline.map((fact) => (fact.kind === "event" ? fact.name : fact.kind));
  expect(await facts(two.publicId)).toEqual(["Later", "Paid", "message"]);
  expect(await facts(one.publicId)).toEqual(["merge", "Seen"]);
  expect((await db.select().from(messages).where(eq(messages.id, sent!.id)))[0]).toMatchObject({ customerId: two.id, place: "p" });
  await expect(undoMerge(scope, { merge: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await verbsOf(scope, one.publicId)).toEqual(["customer.merge", "customer.part"]);
});

test("calls that come after a merge respect it: they find the one, and join nobody else to them", async ({ scope }) => {
  await tell(scope, { type: "track", userId: "1", name: "Seen" });
  const visitor = await aVisitor(scope, "phone");
  const { id } = await mergeByHand(scope, { id: "user_id:1", customer: visitor });
  await tell(
    scope,
    { type: "track", userId: "2", anonymousId: "phone", name: "Seen" },
    { type: "track", anonymousId: "phone", name: "Again" },
  );
  const one = await byUserId(scope, "1");
  const profile = await profileOf(scope, one.publicId, {});
  expect(profile.identities.map(({ value }) => value)).toEqual(["1", "phone"]);
  expect(profile.conflicts).toMatchObject([{ kind: "anonymous_id", value: "phone", holds: true }]);
  await undoMerge(scope, { merge: id });
  expect((await profileOf(scope, (await byUserId(scope, "2")).publicId, {})).identities.map(({ value }) => value)).toEqual(["2", "phone"]);
});

async function aVisitor(scope: Scope, anonymousId: string): Promise<string> {
  const [outcome] = await recordCalls(scope, [{ type: "track", anonymousId, name: "Seen" }], { source: "segment" });
  const [customer] = await customersByIds(scope, [(outcome?.state !== "rejected" && outcome?.customerId) || 0]);
  return customer!.publicId;
}

test("a conflict is decided: two people stay two, however often they claim it", async ({ scope }) => {
  await tell(scope, identify("1", { email: "a@example.com" }));
  await tell(scope, identify("2", { email: "a@example.com" }));
  const conflicts = async (userId: string) => (await profileOf(scope, `user_id:${userId}`, {})).conflicts;
  const [conflict] = await conflicts("1");
  await keepApart(scope, conflict!.id);
  await tell(scope, identify("2", { email: "a@example.com" }), identify("1", { email: "a@example.com" }));
  expect([await conflicts("1"), await conflicts("2")]).toEqual([[], []]);
  await expect(keepApart(scope, conflict!.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await verbsOf(scope, conflict!.id)).toEqual(["conflict.resolve"]);
});

test("a conflict is decided: one person, and what they claimed is theirs; undone it is a conflict again", async ({ scope }) => {
  await tell(scope, identify("1", { email: "a@example.com" }));
  await tell(scope, identify("2", { email: "a@example.com" }));
  const { id } = await merge(scope, "1", "2");
  expect((await profileOf(scope, "user_id:2", {})).conflicts).toEqual([]);
  await undoMerge(scope, { merge: id });
  expect((await profileOf(scope, "user_id:2", {})).conflicts).toMatchObject([{ value: "a@example.com", holds: false }]);
});

test("what either address has left, both have left, also after it is undone", async ({ scope }) => {
  const [one, two] = await twoPeople(scope);
  const leaving = { addressHash: one.emailHash!, messageId: "msg_00000000000000000000000000", customerId: one.publicId, topic: "all" };
  await unsubscribe(scope, leaving as never, "page");
  const { id } = await merge(scope, "2", "1");
  expect((await profileOf(scope, "user_id:2", {})).subscription).toBe("unsubscribed");
  await undoMerge(scope, { merge: id });
  expect((await profileOf(scope, "user_id:2", {})).subscription).toBe("unsubscribed");
  const left = await scope.db.select().from(unsubscribes).where(eq(unsubscribes.projectId, scope.projectId));
  expect(left.map(({ addressHash, source }) => [addressHash.equals(two.emailHash!), source]).sort()).toEqual([
    [false, "page"],
    [true, "merge"],
  ]);
});

test("segments look at them anew, and nothing starts because of it", async ({ scope }) => {
  const [one, two] = await twoPeople(scope);
  await inTransaction(scope, (tx) => listenTo(tx, "seg_test", [{ interest: "refresh_on_customer", key: "" }]));
  const { id } = await merge(scope, "1", "2");
  await undoMerge(scope, { merge: id });
  const promised = await scope.db.select({ ids: outbox.ids }).from(outbox).where(eq(outbox.projectId, scope.projectId)).orderBy(outbox.id);
  expect(promised.map(({ ids }) => ids)).toEqual([
    { customerIds: [one.id], live: false },
    { customerIds: [one.id, two.id], live: false },
  ]);
});

test("merging the same two at once makes one merge; a viewer and another project make none", async ({ scope, stranger }) => {
  const [one, two] = await twoPeople(scope);
  const viewer = as(scope, { type: "user", userId: "usr_viewer", role: "viewer" });
  await expect(merge(viewer, "1", "2")).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(mergeByHand(stranger, { id: one.publicId, customer: two.publicId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const tries = await Promise.allSettled([merge(scope, "1", "2"), merge(scope, "2", "1")]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [entry] = (await profileOf(scope, "user_id:1", { kind: "merge" })).timeline;
  await expect(undoMerge(viewer, { merge: entry!.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(undoMerge(stranger, { merge: entry!.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a program merges with a secret key and takes it back; a public key does neither", async ({ scope }) => {
  const [one, two] = await twoPeople(scope);
  const { secretKey, publicKey } = await keysOf(scope);
  const ask = async (key: string, handler: typeof mergeRoute | typeof undoRoute, body: object, params: object) => {
    const request = new Request("http://app.test/api/v1", {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    return { status: response.status, ...(await response.json()) };
  };
  expect(await ask(publicKey, mergeRoute, { customer: two.publicId }, { id: one.publicId })).toMatchObject({ status: 403 });
  const merged = await ask(secretKey, mergeRoute, { customer: "user_id:2" }, { id: one.publicId });
  expect(merged).toMatchObject({ status: 201, customer_id: one.publicId });
  expect(await ask(publicKey, undoRoute, {}, { merge: merged.id })).toMatchObject({ status: 403 });
  expect(await ask(secretKey, undoRoute, {}, { merge: merged.id })).toEqual({
    status: 200,
    customer_id: one.publicId,
    parted_id: two.publicId,
  });
});
