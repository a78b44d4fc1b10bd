import { expect } from "vitest";
import { createBroadcast } from "@/lib/broadcasts/commands";
import { findAnything } from "@/lib/search/queries";
import { createSegment } from "@/lib/segments/commands";
import { createDefaultTemplate } from "@/lib/templates/commands";
import { aCustomer, as, test } from "../../support/test";

const rule = { type: "trait", trait: "plan", operator: "is", value: "pro" } as const;

test("one text finds people by how it begins and things by any part of their names", async ({ scope }) => {
  const template = await createDefaultTemplate(scope);
  const segment = await createSegment(scope, { name: "Our Springers", rule });
  const broadcast = await createBroadcast(scope, { name: "The spring release" });
  const person = await aCustomer(scope, { email: "springer@example.com", traits: { name: "Ann Lee" } });
  await aCustomer(scope, { email: "not.springer@example.com" });

  const found = await findAnything(scope, { q: "spring" });
  expect(found).toEqual([
    { section: "customers", id: person.publicId, name: "Ann Lee", detail: "springer@example.com" },
    { section: "segments", id: segment.id, name: "Our Springers" },
    { section: "broadcasts", id: broadcast.id, name: "The spring release" },
  ]);
  expect(await findAnything(scope, { q: template.name.slice(1) })).toContainEqual({
    section: "templates",
    id: template.id,
    name: template.name,
  });
});

test("of each kind a few are found, and wildcards are letters like any other", async ({ scope }) => {
  for (let i = 0; i < 7; i++) await createSegment(scope, { name: `Many ${i}`, rule });
  expect(await findAnything(scope, { q: "many" })).toHaveLength(5);
  expect(await findAnything(scope, { q: "%" })).toEqual([]);
});

test("nothing of another project is found, and nothing that may not be read", async ({ scope, stranger }) => {
  await createSegment(scope, { name: "Ours alone", rule });
  expect(await findAnything(stranger, { q: "ours" })).toEqual([]);
  const viewer = as(scope, { type: "user", userId: "usr_viewer", role: "viewer" });
  expect(await findAnything(viewer, { q: "ours" })).toHaveLength(1);
  const key = as(scope, { type: "apiKey", keyId: "key", kind: "secret", grants: ["project:read"] });
  expect(await findAnything(key, { q: "ours" })).toEqual([]);
  await expect(findAnything(as(scope, { type: "apiKey", keyId: "key", kind: "public", grants: [] }), { q: "ours" })).rejects.toThrow(
    "You may not do this",
  );
});
