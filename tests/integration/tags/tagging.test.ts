import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit, automationRuns, outbox, tagChanges, tags } from "@/db/schema";
import { profileOf } from "@/lib/customers/page";
import { refreshCustomers } from "@/lib/segments/refresh";
import type { Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { fillPart } from "@/lib/segments/fill";
import { listSegmentCustomers } from "@/lib/segments/queries";
import { createTag, deleteTag, updateTag } from "@/lib/tags/commands";
import { mergeTags } from "@/lib/tags/merging";
import { listTags, tagsOf } from "@/lib/tags/queries";
import { tagByHand, tagCustomer, untagCustomer } from "@/lib/tags/tagging";
import { aLiveAutomation, HOUR, settle, wait } from "../../support/automations";
import { aCustomer, as, test } from "../../support/test";
import { tell } from "../ingest/asked";

const viewer = { type: "user", userId: "usr_v", role: "viewer" } as const;
const job = { type: "job", name: "test" } as const;
const namesOf = async (scope: Scope, customerId: number) =>
  ((await tagsOf(scope, [customerId])).get(customerId) ?? []).map(({ name }) => name);
const changesOf = ({ db, projectId }: Scope) =>
  db.select().from(tagChanges).where(eq(tagChanges.projectId, projectId)).orderBy(tagChanges.at);

test("a tag is put on and taken off by whoever, and doing it twice changes nothing", async ({ scope, clock }) => {
  const ann = await aCustomer(scope);
  const { id } = await createTag(scope, { name: "VIP" });
  expect(await tagCustomer(as(scope, job), { customerId: ann.id, tagId: id })).toEqual({ name: "VIP", changed: true });
  expect(await tagCustomer(scope, { customerId: ann.id, name: "vip" })).toMatchObject({ changed: false });
  expect(await tagCustomer(scope, { customerId: ann.id, name: "Beta" })).toMatchObject({ changed: true });
  expect(await namesOf(scope, ann.id)).toEqual(["Beta", "VIP"]);
  clock.forward(1);
  expect(await untagCustomer(scope, { customerId: ann.id, name: "VIP" })).toMatchObject({ changed: true });
  expect(await untagCustomer(scope, { customerId: ann.id, name: "VIP" })).toMatchObject({ changed: false });
  expect(await untagCustomer(scope, { customerId: ann.id, name: "Never heard of" })).toMatchObject({ changed: false });
  expect(await namesOf(scope, ann.id)).toEqual(["Beta"]);
  expect((await listTags(scope, { limit: 50 })).items.map(({ name, customers }) => [name, customers])).toEqual([
    ["Beta", 1],
    ["VIP", 0],
  ]);
  const { timeline, tags: shown } = await profileOf(scope, ann.publicId, {});
  expect(shown).toMatchObject([{ name: "Beta" }]);
  expect(timeline).toMatchObject([
    { kind: "tag", name: "VIP", added: false },
    { kind: "tag", added: true },
    { kind: "tag", added: true },
  ]);
});

test("many people are tagged by hand at once, all of them or none, and who did so is written down", async ({ scope, stranger }) => {
  const [ann, bob, theirs] = [await aCustomer(scope), await aCustomer(scope), await aCustomer(stranger)];
  await tagByHand(scope, { customers: [ann.publicId, bob.publicId], name: "VIP", on: true });
  expect([await namesOf(scope, ann.id), await namesOf(scope, bob.id)]).toEqual([["VIP"], ["VIP"]]);
  const rows = await scope.db
    .select()
    .from(audit)
    .where(and(eq(audit.projectId, scope.projectId), eq(audit.verb, "customer.tag")));
  expect(rows.map(({ subjectId }) => subjectId).sort()).toEqual([ann.publicId, bob.publicId].sort());
  await expect(tagByHand(scope, { customers: [ann.publicId, theirs.publicId], name: "Beta", on: true })).rejects.toThrow("customer");
  expect(await namesOf(scope, ann.id)).toEqual(["VIP"]);
});

test("a viewer may neither tag people nor change tags, and nothing reaches into another project", async ({ scope, stranger }) => {
  const ann = await aCustomer(scope);
  const { id } = await createTag(scope, { name: "VIP" });
  const looking = as(scope, viewer);
  for (const attempt of [
    () => createTag(looking, { name: "Beta" }),
    () => updateTag(looking, { id, name: "Beta" }),
    () => deleteTag(looking, id),
    () => mergeTags(looking, { id, into: id }),
    () => tagCustomer(looking, { customerId: ann.id, name: "VIP" }),
    () => tagByHand(looking, { customers: [ann.publicId], name: "VIP", on: true }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(updateTag(stranger, { id, name: "Mine" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(deleteTag(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(tagCustomer(stranger, { customerId: ann.id, name: "VIP" })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(tagCustomer(stranger, { customerId: ann.id, tagId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(createSegment(stranger, { name: "Theirs", rule: { type: "tag", tag: id, operator: "has_not" } })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});

test("names are one whatever their case, for people and for senders", async ({ scope }) => {
  const { id } = await createTag(scope, { name: "VIP", colour: "good" });
  await expect(createTag(scope, { name: "vip" })).rejects.toMatchObject({ code: "CONFLICT" });
  await tell(scope, { type: "tag", userId: "u", tag: "  vIp ", on: true });
  const { items } = await listTags(scope, { limit: 50 });
  expect(items).toMatchObject([{ id, name: "VIP", colour: "good", customers: 1 }]);
  const beta = await createTag(scope, { name: "Beta" });
  await expect(updateTag(scope, { id: beta.id, name: "Vip" })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await updateTag(scope, { id, name: "vip" })).toMatchObject({ name: "vip" });
  const [bad] = await tell(scope, { type: "tag", userId: "u", tag: " ", on: true });
  expect(bad).toMatchObject({ state: "rejected", field: "tag" });
});

test("a tag follows its name when people are joined, and when they part again", async ({ scope }) => {
  const at = scope.clock.now().getTime() - 5 * HOUR;
  await tell(scope, { type: "tag", anonymousId: "a", tag: "VIP", on: true, at }, { type: "identify", userId: "u", traits: {}, at });
  await tell(scope, { type: "identify", userId: "u", anonymousId: "a", traits: {}, at: at + 2 * HOUR });
  const joined = await profileOf(scope, "user_id:u", {});
  expect(joined.tags).toMatchObject([{ name: "VIP" }]);
  expect(joined.timeline.filter(({ kind }) => kind === "tag")).toHaveLength(1);

  await tell(scope, { type: "identify", userId: "w", anonymousId: "a", traits: {}, at: at + HOUR }); // told first, arrives last
  expect((await profileOf(scope, "user_id:u", {})).tags).toEqual([]);
  expect((await profileOf(scope, "user_id:w", {})).tags).toMatchObject([{ name: "VIP" }]);
  expect((await changesOf(scope)).filter(({ live }) => live)).toHaveLength(1);
});

test("people enter and leave a segment by a tag, and an automation begins when it is put on or taken off live", async ({
  scope,
  clock,
}) => {
  const ann = await aCustomer(scope);
  const { id } = await createTag(scope, { name: "VIP" });
  const has = await createSegment(scope, { name: "VIPs", rule: { type: "tag", tag: id, operator: "has" } });
  const hasNot = await createSegment(scope, { name: "Others", rule: { type: "tag", tag: id, operator: "has_not" } });
  for (const { id } of [has, hasNot]) await fillPart(scope, id, 1, 0);
  const automation = await aLiveAutomation(scope, {
    trigger: { type: "tag_added", tagId: id },
    entry: "every_time",
    steps: [wait("w", 60)],
  });
  const afterwards = await aLiveAutomation(scope, { trigger: { type: "tag_removed", tagId: id }, entry: "once", steps: [wait("w", 60)] });
  const inside = async (segment: string) => (await listSegmentCustomers(scope, segment, { limit: 10 })).items.length;
  const follow = async () => {
    const touched = await scope.db
      .select()
      .from(outbox)
      .where(and(eq(outbox.projectId, scope.projectId), eq(outbox.kind, "customers/touched")));
    for (const { ids } of touched) await refreshCustomers(scope, (ids as { customerIds: number[] }).customerIds, { live: true });
    await settle(scope);
  };
  const runs = (of = automation) =>
    scope.db
      .select()
      .from(automationRuns)
      .where(and(eq(automationRuns.projectId, scope.projectId), eq(automationRuns.automationId, of.id)));

  expect([await inside(has.id), await inside(hasNot.id)]).toEqual([0, 1]);
  await tagCustomer(scope, { customerId: ann.id, tagId: id });
  await tagCustomer(scope, { customerId: ann.id, tagId: id });
  await follow();
  expect([await inside(has.id), await inside(hasNot.id)]).toEqual([1, 0]);
  expect(await runs()).toMatchObject([{ customerId: ann.id, trigger: { type: "tag_added", tagId: id } }]);
  expect(await runs(afterwards)).toEqual([]);

  clock.forward(HOUR);
  await untagCustomer(scope, { customerId: ann.id, tagId: id });
  await tell(scope, { type: "tag", userId: "late", tag: "VIP", on: true, at: clock.now().getTime() - 25 * HOUR });
  await follow();
  expect([await inside(has.id), await inside(hasNot.id)]).toEqual([1, 1]);
  expect(await runs()).toHaveLength(1);
  expect(await runs(afterwards)).toMatchObject([{ customerId: ann.id, trigger: { type: "tag_removed", tagId: id } }]);
});

test("a tag in use is not deleted, and says where it is used; one that is not is taken away from everybody", async ({ scope, clock }) => {
  const ann = await aCustomer(scope);
  const { id } = await createTag(scope, { name: "VIP" });
  await tagCustomer(scope, { customerId: ann.id, tagId: id });
  const rule = { type: "all", rules: [{ type: "none", rules: [{ type: "tag", tag: id, operator: "has" }] }] } as const;
  await createSegment(scope, { name: "Others", rule: structuredClone(rule) as never });
  await expect(deleteTag(scope, id)).rejects.toThrow('the segment "Others"');
  const beta = await createTag(scope, { name: "Beta" });
  await aLiveAutomation(scope, { trigger: { type: "tag_added", tagId: beta.id }, entry: "once", steps: [wait("w", 60)] });
  await expect(deleteTag(scope, beta.id)).rejects.toThrow("the automation");
  await expect(mergeTags(scope, { id: beta.id, into: id })).rejects.toThrow("the automation");

  clock.forward(HOUR);
  const gone = await createTag(scope, { name: "Gone" });
  await tagCustomer(scope, { customerId: ann.id, tagId: gone.id });
  await deleteTag(scope, gone.id);
  expect(await namesOf(scope, ann.id)).toEqual(["VIP"]);
  expect((await profileOf(scope, ann.publicId, { kind: "tag" })).timeline).toMatchObject([{ name: "Gone" }, { name: "VIP" }]);
  await tagCustomer(scope, { customerId: ann.id, name: "Gone" });
  expect((await listTags(scope, { q: "Gone", limit: 10 })).items).toMatchObject([{ name: "Gone", customers: 1 }]);
});

test("merging gives everybody the other tag under the same names, starts nothing, and the first is gone", async ({ scope, clock }) => {
  const { db, projectId } = scope;
  const old = clock.now().getTime() - HOUR;
  await tell(
    scope,
    { type: "tag", userId: "u", tag: "A", on: true, at: old },
    { type: "tag", userId: "u", tag: "B", on: false, at: old + 1 },
    { type: "tag", userId: "v", tag: "B", on: true, at: old },
    { type: "tag", anonymousId: "a", tag: "A", on: true, at: old },
  );
  const { items } = await listTags(scope, { limit: 10 });
  const [a, b] = [items[0]!.id, items[1]!.id];
  const segment = await createSegment(scope, { name: "Bs", rule: { type: "tag", tag: b, operator: "has" } });
  const automation = await aLiveAutomation(scope, { trigger: { type: "tag_added", tagId: b }, entry: "once", steps: [wait("w", 60)] });
  await mergeTags(scope, { id: a, into: b });
  expect((await listTags(scope, { limit: 10 })).items).toMatchObject([{ id: b, customers: 3 }]);
  expect(
    await db
      .select()
      .from(tags)
      .where(and(eq(tags.projectId, projectId), eq(tags.id, a))),
  ).toMatchObject([{ deletedAt: clock.now() }]);
  await fillPart(scope, segment.id, 2, 0);
  expect((await listSegmentCustomers(scope, segment.id, { limit: 10 })).items).toHaveLength(3);
  await settle(scope);
  expect(await db.select().from(automationRuns).where(eq(automationRuns.automationId, automation.id))).toEqual([]);

  await tell(scope, { type: "identify", userId: "w", anonymousId: "a", traits: {} });
  expect((await profileOf(scope, "user_id:w", {})).tags).toMatchObject([{ name: "B" }]);
});

test("many at once put the same new tag on the same people, and each has it once", async ({ scope }) => {
  const people = await Promise.all([1, 2, 3, 4].map(() => aCustomer(scope)));
  await Promise.all([1, 2, 3].flatMap(() => people.map(({ email }) => tell(scope, { type: "tag", email: email!, tag: "New", on: true }))));
  expect((await listTags(scope, { limit: 10 })).items).toMatchObject([{ name: "New", customers: 4 }]);
  expect(await changesOf(scope)).toHaveLength(4);
});
