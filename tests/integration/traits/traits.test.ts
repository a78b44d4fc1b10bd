import { sql } from "drizzle-orm";
import { expect, test as plain } from "vitest";
import { GET as showTrait, PATCH as patchTrait } from "@/app/api/v1/traits/[key]/route";
import { GET as listTraitsRoute } from "@/app/api/v1/traits/route";
import { asJson, asTyped, kindOf } from "@/components/customers/trait-kinds";
import { profileOf } from "@/lib/customers/page";
import type { TraitValue } from "@/lib/customers/schema";
import { createSegment } from "@/lib/segments/commands";
import { updateTrait } from "@/lib/traits/commands";
import { FORMATS, formatsOf } from "@/lib/traits/formats/schema";
import { traitPage } from "@/lib/traits/page";
import { getTrait, listTraits } from "@/lib/traits/queries";
import { asking } from "../../support/asking";
import { as, test } from "../../support/test";
import { tell } from "../ingest/asked";

const viewer = { type: "user", userId: "usr_v", role: "viewer" } as const;
const identify = (userId: string, traits: Record<string, TraitValue>) => ({ type: "identify", userId, traits }) as const;

test("the catalogue fills itself: each key, its type, who has it, and its values", async ({ scope, stranger }) => {
  await tell(
    scope,
    identify("1", { plan: "pro", seats: 3 }),
    identify("2", { plan: "pro" }),
    identify("3", { plan: "free", seats: "many" }),
  );
  await tell(scope, identify("3", { seats: null }));
  await tell(stranger, identify("1", { theirs: true }));
  const { items } = await listTraits(scope, { limit: 10 });
  expect(items).toMatchObject([
    { key: "plan", type: "string", coverage: { customers: 3, of: 3, estimated: false } },
    { key: "seats", type: "mixed", coverage: { customers: 1, of: 3 } },
  ]);
  await createSegment(scope, { name: "Pro", rule: { type: "trait", trait: "plan", operator: "is", value: "pro" } });
  expect(await traitPage(scope, "plan")).toMatchObject({
    values: {
      looked: 3,
      distinct: 2,
      top: [
        { value: "pro", customers: 2 },
        { value: "free", customers: 1 },
      ],
    },
    segments: [{ name: "Pro" }],
  });
  await expect(getTrait(scope, "theirs")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("with many customers the share is estimated from an even sample of them", async ({ scope, clock }) => {
  const now = clock.now().toISOString();
  await tell(scope, identify("first", { plan: "pro" }));
  await scope.db.execute(sql`
    insert into customers (project_id, public_id, traits, first_seen_at, created_at, updated_at)
    select ${scope.projectId}, gen_random_uuid(), case when n % 4 = 0 then '{"plan": "pro"}'::jsonb else '{"city": "Ulm"}'::jsonb end,
      ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    from generate_series(1, 20000) n`);
  const { coverage } = await getTrait(scope, "plan");
  expect(coverage).toMatchObject({ of: 20_001, estimated: true });
  expect(Math.abs(coverage.customers - 5_000)).toBeLessThan(400);
});

test("a trait is labelled and shown as it is meant, by an editor alone", async ({ scope, stranger }) => {
  await tell(scope, identify("1", { mrr: 1200.5, since: 1_750_000_000 }));
  await updateTrait(scope, { key: "mrr", label: "Monthly revenue", format: "currency" });
  const { traits } = await profileOf(scope, "user_id:1", {});
  expect(traits).toMatchObject([
    { key: "mrr", label: "Monthly revenue", format: "currency", value: 1200.5 },
    { key: "since", label: null },
  ]);
  await expect(updateTrait(scope, { key: "mrr", format: "email" })).rejects.toMatchObject({ fields: { format: expect.anything() } });
  await expect(updateTrait(as(scope, viewer), { key: "mrr", label: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(updateTrait(stranger, { key: "mrr", label: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await updateTrait(scope, { key: "mrr", label: "" });
  expect(await getTrait(scope, "mrr")).toMatchObject({ label: null, format: "currency" });
});

test("programs list, show and label traits", async ({ scope }) => {
  const ask = await asking(scope);
  await tell(scope, identify("1", { plan: "pro" }), identify("2", {}));
  expect(await ask(listTraitsRoute, "GET", "/traits")).toMatchObject({ data: [{ key: "plan", type: "string", customers: 1, of: 2 }] });
  const params = { key: "plan" };
  expect(await ask(patchTrait, "PATCH", "/traits/plan", { label: "Plan", format: "text" }, params)).toMatchObject({ label: "Plan" });
  expect(await ask(patchTrait, "PATCH", "/traits/plan", { format: "percent" }, params)).toMatchObject({ status: 422 });
  expect(await ask(showTrait, "GET", "/traits/plan", undefined, params)).toMatchObject({ status: 200, format: "text" });
  expect(await ask(showTrait, "GET", "/traits/none", undefined, { key: "none" })).toMatchObject({ status: 404 });
});

plain("a format reads the values it suits and no others", () => {
  const reading = { currency: "EUR", timeZone: "America/New_York" };
  const read = (format: keyof typeof FORMATS, value: unknown) => FORMATS[format].read(value, reading);
  expect(read("currency", 1200.5)).toBe("€1,200.50");
  expect(read("percent", 12.5)).toBe("12.5 %");
  expect([read("yes_no", true), read("on_off", false)]).toEqual(["Yes", "Off"]);
  expect([read("date", 1_750_000_000), read("date", "2025-06-15T15:00:00Z")]).toEqual(["Jun 15, 2025", "Jun 15, 2025"]);
  expect(read("datetime", "2025-06-15T15:00:00Z")).toContain("11:00");
  expect([read("currency", "12"), read("date", "soon"), read("yes_no", "yes"), read("date", 1e300)]).toEqual([null, null, null, null]);
  expect(formatsOf("boolean")).toEqual(["yes_no", "on_off"]);
  expect(formatsOf("mixed")).toHaveLength(Object.keys(FORMATS).length);
});

plain("what is typed becomes the value that is meant, and saving a value unchanged changes nothing", () => {
  const values: TraitValue[] = ["12", "true", "", "Ada", "2026-01-31", '"', 12, -0.5, 1e21, true, false, ["a", 1], { a: null }];
  for (const value of values) {
    const kind = kindOf({ value, format: null });
    expect(JSON.parse(asJson(asTyped(value, kind), kind)!)).toEqual(value);
  }
  expect([asJson("", "number"), asJson("twelve", "number"), asJson("{", "json")]).toEqual([null, null, null]);
});
