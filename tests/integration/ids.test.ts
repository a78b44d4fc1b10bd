import fc from "fast-check";
import { expect, test } from "vitest";
import { newId, newUuid, publicId, uuidOf } from "@/db/ids";

const NIL = "00000000-0000-0000-0000-000000000000";

test("a public id and its UUID are one another's inverse", () => {
  fc.assert(fc.property(fc.uuid(), (uuid) => uuidOf("segment", publicId("segment", uuid)) === uuid));
});

test("text that is no id of the asked kind is the id of nothing", () => {
  fc.assert(fc.property(fc.string(), (text) => uuidOf("segment", text) === NIL));
  expect(uuidOf("segment", newId("customer"))).toBe(NIL);
  expect(uuidOf("segment", `seg_${"z".repeat(26)}`)).toBe(NIL);
});

test("ids sort by the time they were made", () => {
  const made = [1, 2, 3].map((i) => publicId("event", newUuid(1_700_000_000_000 + i * 1000)));
  expect([...made].sort()).toEqual(made);
  const atOnce = Array.from({ length: 1_000 }, () => newUuid(1_700_000_000_000));
  expect([...atOnce].sort()).toEqual(atOnce);
});
