import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit, suppressions } from "@/db/schema";
import { unsubscribe } from "@/lib/consent/commands";
import { customersPage, profileOf } from "@/lib/customers/page";
import { getCustomer } from "@/lib/customers/queries";
import { createCustomerByHand, updateCustomerByHand } from "@/lib/customers/telling";
import { recordEventByHand } from "@/lib/events/recording";
import { recordCalls } from "@/lib/ingest/record";
import type { Scope } from "@/lib/scope";
import { createTag } from "@/lib/tags/commands";
import { tagCustomer } from "@/lib/tags/tagging";
import { aCustomer, as, test } from "../../support/test";

const audited = ({ db, projectId }: Scope, subjectId: string) =>
  db
    .select({ verb: audit.verb, before: audit.before, after: audit.after })
    .from(audit)
    .where(and(eq(audit.projectId, projectId), eq(audit.subjectId, subjectId)))
    .orderBy(audit.id);

test("a trait changed by hand is written down with what it was before, and does not count as being seen", async ({ scope }) => {
  const { id } = await createCustomerByHand(scope, { email: "Ada@Example.com", traits: { name: "Ada" } });
  await updateCustomerByHand(scope, { id, traits: { plan: "pro", seats: 3 } });
  await updateCustomerByHand(scope, { id, traits: { plan: null } });
  expect(await getCustomer(scope, id)).toMatchObject({
    email: "ada@example.com",
    traits: { first_name: "Ada", seats: 3 },
    lastSeenAt: null,
  });
  expect(await audited(scope, id)).toMatchObject([
    { verb: "customer.create", before: null },
    { verb: "customer.update", before: { plan: null, seats: null }, after: { plan: "pro", seats: 3 } },
    { verb: "customer.update", before: { plan: "pro" }, after: { plan: null } },
  ]);
});

test("somebody who is there already is not made again, and it is said who they are and by what they are known", async ({ scope }) => {
  const ada = await createCustomerByHand(scope, { email: "ada@example.com", traits: {} });
  const bob = await createCustomerByHand(scope, { user_id: "42", traits: {} });
  const again = { email: "ADA@example.com", traits: { plan: "pro" } };
  expect(await createCustomerByHand(scope, again)).toEqual({ id: ada.id, known: "email" });
  expect(await createCustomerByHand(scope, { ...again, user_id: "42" })).toEqual({ id: bob.id, known: "user_id" });
  expect((await getCustomer(scope, ada.id)).traits).not.toHaveProperty("plan");
});

test("an event by hand is an event, and it is written down who recorded it", async ({ scope }) => {
  const { id } = await createCustomerByHand(scope, { user_id: "42", traits: {} });
  const event = await recordEventByHand(scope, { customer: id, name: "Called us", properties: { about: "invoice" } });
  const { timeline } = await profileOf(scope, id, {});
  expect(timeline).toMatchObject([{ kind: "event", id: event.id, name: "Called us", properties: { about: "invoice" }, source: "hand" }]);
  expect(await audited(scope, event.id)).toMatchObject([{ verb: "event.record", after: { customer: id, name: "Called us" } }]);
});

test("what cannot be recorded is refused, and nothing of it is written down", async ({ scope }) => {
  const { id } = await createCustomerByHand(scope, { user_id: "42", traits: {} });
  await expect(updateCustomerByHand(scope, { id, traits: { ["k".repeat(201)]: 1 } })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(await audited(scope, id)).toHaveLength(1);
});

test("somebody known by an email alone keeps it", async ({ scope }) => {
  const { id } = await createCustomerByHand(scope, { email: "ada@example.com", traits: {} });
  await expect(updateCustomerByHand(scope, { id, traits: { email: "other@example.com" } })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { "traits.email": ["Give this customer a user_id first."] },
  });
});

test("two people who claim one email are both shown the conflict, and stay two", async ({ scope, clock }) => {
  await recordCalls(scope, [{ type: "identify", userId: "1", email: "a@example.com", traits: { name: "One" } }], { source: "segment" });
  clock.forward(1_000); // the earlier claim holds
  await recordCalls(scope, [{ type: "identify", userId: "2", email: "a@example.com", traits: { name: "Two" } }], { source: "segment" });
  const [one, two] = await Promise.all(["user_id:1", "user_id:2"].map((ref) => profileOf(scope, ref, {})));
  expect(one!.conflicts).toMatchObject([{ kind: "email", value: "a@example.com", holds: true, other: { name: "Two" } }]);
  expect(two!.conflicts).toMatchObject([{ kind: "email", value: "a@example.com", holds: false, other: { name: "One" } }]);
  expect([one!.subscription, two!.subscription]).toEqual(["subscribed", "no_email"]);
});

test("a profile says who left broadcasts alone, and why an address is suppressed and since when", async ({ scope, clock }) => {
  const { publicId, emailHash } = await aCustomer(scope);
  const leaving = { addressHash: emailHash!, messageId: "msg_00000000000000000000000000", customerId: publicId, topic: "broadcasts" };
  await unsubscribe(scope, leaving as never, "page");
  expect(await profileOf(scope, publicId, {})).toMatchObject({ subscription: "left_broadcasts", suppression: null });
  const suppression = { reason: "bounced", since: clock.now() };
  const row = { projectId: scope.projectId, addressHash: emailHash!, reason: "bounced", createdAt: clock.now() };
  await scope.db.insert(suppressions).values(row);
  expect(await profileOf(scope, publicId, {})).toMatchObject({ subscription: "suppressed", suppression });
});

test("the list of customers says how many have a tag, of all", async ({ scope, stranger }) => {
  const [ann] = [await aCustomer(scope), await aCustomer(scope), await aCustomer(stranger)];
  const { id } = await createTag(scope, { name: "VIP" });
  await tagCustomer(scope, { customerId: ann!.id, tagId: id });
  expect(await customersPage(scope, { tag: id, q: "x" })).toMatchObject({ total: { count: 2 }, tagged: { customers: 1, orMore: false } });
  expect(await customersPage(scope, { q: "x" })).toMatchObject({ tagged: null, customers: [] });
  expect(await customersPage(scope, { tag: "tag_nothing" })).toMatchObject({ tagged: { customers: 0 }, customers: [] });
});

test("a viewer looks and changes nothing", async ({ scope }) => {
  const { id } = await createCustomerByHand(scope, { user_id: "42", traits: {} });
  const viewer = as(scope, { type: "user", userId: "usr_viewer", role: "viewer" });
  expect(await profileOf(viewer, id, {})).toMatchObject({ mayEdit: false });
  await expect(updateCustomerByHand(viewer, { id, traits: { plan: "pro" } })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(createCustomerByHand(viewer, { user_id: "43", traits: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(recordEventByHand(viewer, { customer: id, name: "X", properties: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
});
