import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { messages, suppressions, tags, unsubscribes } from "@/db/schema";
import { crowdBefore } from "@/lib/broadcasts/crowd";
import { estimateOf } from "@/lib/broadcasts/estimate";
import { broadcastPage } from "@/lib/broadcasts/page";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { whyInBroadcast } from "@/lib/broadcasts/why";
import { eraseCustomer } from "@/lib/customers/erasing";
import { addressHasher } from "@/lib/keys/data-keys";
import type { Scope } from "@/lib/scope";
import { changeTag } from "@/lib/tags/tagging";
import { aBroadcast, begun, EVERYONE, sendAll } from "../../support/broadcasts";
import { aCustomer, as, test } from "../../support/test";

/** Where people stand, by name, with the number of each place where somebody is. */
async function standing(scope: Scope, id: string) {
  const page = await broadcastPage(scope, id);
  const crowd = page.kind === "cancelled" ? [] : page.crowd;
  return crowd.filter(({ people }) => people.length > 0).map(({ place, count, people }) => [place, count, people.map(({ name }) => name)]);
}

const named = (scope: Scope, name: string, email: string | null = `${name}@example.com`) => aCustomer(scope, { email, traits: { name } });

async function leave({ db, projectId, clock }: Scope, email: string) {
  const addressHash = (await addressHasher(db))(email);
  await db.insert(unsubscribes).values({ projectId, addressHash, topic: "broadcasts", source: "test", createdAt: clock.now() });
}

test("before it is sent, who will get it is lit and the others step out by their reason", async ({ scope, stranger }) => {
  await named(stranger, "zoe");
  for (const name of ["ann", "bob", "cat"]) await named(scope, name);
  await named(scope, "dan", null);
  await leave(scope, "bob@example.com");
  const addressHash = (await addressHasher(scope.db))("cat@example.com");
  await scope.db.insert(suppressions).values({ projectId: scope.projectId, addressHash, reason: "bounced", createdAt: scope.clock.now() });
  const { id } = await aBroadcast(scope);
  expect(await standing(scope, id)).toEqual([
    ["will_receive", 1, ["ann"]],
    ["suppressed", 1, ["cat"]],
    ["unsubscribed", 1, ["bob"]],
    ["no_address", 1, ["dan"]],
  ]);
});

test("who is not in the audience stands outside it, and Why? says which list they are not on", async ({ scope }) => {
  const [ann, bob] = [await named(scope, "ann"), await named(scope, "bob")];
  await changeTag(scope, ann.publicId, "vip", true);
  const [tag] = (await scope.db.select({ id: tags.id }).from(tags).where(eq(tags.projectId, scope.projectId))).map(({ id }) => id);
  const { id } = await aBroadcast(scope, { audience: { ...EVERYONE, include: { everyone: false, segments: [], tags: [tag!] } } });
  expect(await standing(scope, id)).toEqual([
    ["will_receive", 1, ["ann"]],
    ["outside", 1, ["bob"]],
  ]);
  expect(await whyInBroadcast(scope, { id, customer: bob.publicId })).toEqual({
    person: { id: bob.publicId, name: "bob", email: "bob@example.com" },
    says: "They are not in the audience.",
    because: [{ says: "They have the tag “vip”", holds: false }],
  });
  const { says, because } = await whyInBroadcast(scope, { id, customer: ann.publicId });
  expect(says).toBe("They will get it.");
  expect(because.every(({ holds }) => holds)).toBe(true);
});

test("while it is sent they fill, and afterwards they stand at what they did; the numbers are of everybody", async ({ scope, clock }) => {
  const people = [];
  for (const name of ["ann", "bob", "cat"]) people.push(await named(scope, name));
  await leave(scope, "cat@example.com");
  const { broadcastId: id } = await begun(scope);
  expect(await standing(scope, id)).toEqual([
    ["waiting", 2, ["ann", "bob"]],
    ["unsubscribed", 1, ["cat"]],
  ]);
  const [ann, , cat] = people.map(({ publicId }) => publicId);
  expect((await whyInBroadcast(scope, { id, customer: ann! })).says).toBe("It is not their turn yet.");

  await sendAll(scope, clock);
  await scope.db
    .update(messages)
    .set({ opens: 1 })
    .where(and(eq(messages.projectId, scope.projectId), eq(messages.customerId, people[0]!.id)));
  expect(await standing(scope, id)).toEqual([
    ["opened", 1, ["ann"]],
    ["sent", 1, ["bob"]],
    ["unsubscribed", 1, ["cat"]],
  ]);
  expect(await whyInBroadcast(scope, { id, customer: ann! })).toMatchObject({
    says: "They got it.",
    because: [{ says: "They opened it", holds: true }],
  });
  expect(await whyInBroadcast(scope, { id, customer: cat! })).toMatchObject({
    says: "They were left out when sending began.",
    because: [{ says: "They had unsubscribed before.", holds: false }],
  });
  const late = await named(scope, "eve");
  expect((await whyInBroadcast(scope, { id, customer: late.publicId })).says).toBe("They were not in the audience when sending began.");
  expect(await standing(scope, id)).toContainEqual(["outside", 1, ["eve"]]);
  expect(await broadcastPage(scope, id)).toMatchObject({ total: 4, report: { matched: 3 } });
  await eraseCustomer(scope, cat!); // is still counted among those who were left out, and is no customer any more
  expect(await standing(scope, id)).toContainEqual(["outside", 1, ["eve"]]);
  expect(await broadcastPage(scope, id)).toMatchObject({ total: 3, report: { matched: 3 } });
});

test("nobody of another project is shown or told of, and who may not see customers sees none", async ({ scope, stranger }) => {
  const { id } = await aBroadcast(scope);
  const { publicId } = await named(stranger, "zoe");
  await expect(whyInBroadcast(scope, { id, customer: publicId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(whyInBroadcast(stranger, { id, customer: publicId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const broadcast = await getBroadcast(scope, id);
  const blind = as(scope, { type: "apiKey", keyId: "key_1", kind: "secret", grants: ["broadcasts:read"] });
  await expect(crowdBefore(blind, broadcast, await estimateOf(scope, broadcast))).rejects.toMatchObject({ code: "FORBIDDEN" });
});
