import { sql } from "drizzle-orm";
import { expect, test as plain } from "vitest";
import { DELETE as deleteTraitRoute, GET as showTrait, PATCH as patchTrait } from "@/app/api/v1/traits/[key]/route";
import { POST as declareTrait, GET as listTraitsRoute } from "@/app/api/v1/traits/route";
import { asJson, asTyped, kindOf } from "@/components/customers/trait-kinds";
import { createAutomation } from "@/lib/automations/commands";
import { profileOf } from "@/lib/customers/page";
import type { TraitValue } from "@/lib/customers/schema";
import type { Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { createTemplate, publishTemplate } from "@/lib/templates/commands";
import { createTrait, deleteTrait, updateTrait } from "@/lib/traits/commands";
import { FORMATS, formatsOf } from "@/lib/traits/formats/schema";
import { traitPage } from "@/lib/traits/page";
import { getTrait, listTraits } from "@/lib/traits/queries";
import { stripTrait } from "@/lib/traits/stripping";
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
    uses: [{ name: "Pro", kind: "segment" }],
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

test("a trait is declared before it is told, and what is told then says of what type it is", async ({ scope, stranger }) => {
  const ask = await asking(scope);
  const said = { key: "mrr", type: "number", label: "Monthly revenue", format: "currency" };
  expect(await ask(declareTrait, "POST", "/traits", said)).toMatchObject({ status: 201, ...said, customers: 0, first_seen_at: null });
  expect(await ask(declareTrait, "POST", "/traits", said)).toMatchObject({ status: 409, error: { field: "key" } });
  expect(await ask(declareTrait, "POST", "/traits", { ...said, key: "x", format: "email" })).toMatchObject({ status: 422 });
  await expect(createTrait(as(scope, viewer), { key: "x", type: "string" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(getTrait(stranger, "mrr")).rejects.toMatchObject({ code: "NOT_FOUND" });

  await tell(scope, identify("1", { mrr: "much" }));
  expect(await getTrait(scope, "mrr")).toMatchObject({ label: "Monthly revenue", type: "string", firstSeenAt: expect.any(Date) });
  await tell(scope, identify("2", { mrr: 12 }));
  expect(await getTrait(scope, "mrr")).toMatchObject({ type: "mixed" });
});

/** What the job is given by whom a trait was deleted. */
async function promisedIn({ db, projectId }: Scope) {
  const { rows } = await db.execute<{ key: string; at: number }>(sql`
    select ids ->> 'traitId' as key, (ids ->> 'at')::float8 as at from outbox where project_id = ${projectId} and kind = 'trait/deleted'`);
  expect(rows).toMatchObject([{ key: "plan" }]);
  return rows[0]!;
}

test("a deleted trait is taken from everybody and their names, and what is told afterwards is a trait anew", async ({
  scope,
  stranger,
  clock,
}) => {
  await tell(scope, identify("1", { plan: "pro", city: "Ulm" }), identify("2", { plan: "free" }));
  await tell(stranger, identify("1", { plan: "pro" }));
  await deleteTrait(scope, "plan");
  const promised = await promisedIn(scope);
  expect((await listTraits(scope, { limit: 10 })).items.map(({ key }) => key)).toEqual(["city"]);

  clock.forward(10);
  await tell(scope, identify("2", { plan: "team" }));
  for (const _ of ["once", "and again"]) expect(await stripTrait(scope, promised, 0)).toBeNull();
  const held = async (table: "customers" | "customer_identities", { projectId }: Scope) =>
    (
      await scope.db.execute<{ traits: object }>(
        sql`select traits from ${sql.identifier(table)} where project_id = ${projectId} and (traits ? 'plan' or trait_times ? 'plan')`,
      )
    ).rows.map(({ traits }) => traits);
  for (const table of ["customers", "customer_identities"] as const) {
    expect(await held(table, scope)).toEqual([{ plan: "team" }]);
    expect(await held(table, stranger)).toHaveLength(1);
  }
  expect(await getTrait(scope, "plan")).toMatchObject({ coverage: { customers: 1 } });
  const ask = await asking(scope);
  const remove = () => ask(deleteTraitRoute, "DELETE", "/traits/city", undefined, { key: "city" });
  expect([await remove(), await remove()]).toMatchObject([{ status: 200, key: "city", deleted: true }, { status: 404 }]);
});

test("a trait that something uses is not deleted, and it is said what does", async ({ scope }) => {
  await tell(scope, identify("1", { plan: "pro", city: "Ulm", size: 1, email: "ann@example.com" }));
  await createSegment(scope, { name: "Pro", rule: { type: "trait", trait: "plan", operator: "is", value: "pro" } });
  const flow = { trigger: null, entry: "once", steps: [{ id: "a", type: "trait", trait: "city", value: "Bonn" }] } as const;
  await createAutomation(scope, { name: "Movers", flow: { ...flow, steps: [...flow.steps] } });
  const { id } = await createTemplate(scope, { name: "Sizes", html: "<p>{{ customer.size }}</p>", subject: "Hi" });
  await publishTemplate(scope, id);
  const refused = (key: string) => deleteTrait(scope, key).then(String, ({ code, message }) => `${code}: ${message}`);
  expect(await refused("plan")).toContain('CONFLICT: "plan" is used in the segment "Pro"');
  expect(await refused("city")).toContain('CONFLICT: "city" is used in the automation "Movers"');
  expect(await refused("size")).toContain('CONFLICT: "size" is used in the template "Sizes"');
  expect(await refused("email")).toContain("CONFLICT");
  const shown = await Promise.all(["plan", "city", "size"].map(async (key) => (await traitPage(scope, key)).uses));
  expect(shown).toMatchObject([[{ kind: "segment" }], [{ kind: "automation" }], [{ kind: "template", name: "Sizes" }]]);
  await expect(deleteTrait(as(scope, viewer), "plan")).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await listTraits(scope, { limit: 10 })).items).toHaveLength(4);
});

test("whatever is told while a trait is deleted is gone with it, or told anew and in the catalogue", async ({ scope, clock }) => {
  await tell(scope, identify("0", { plan: "pro" }));
  const telling = (i: number) => {
    clock.forward(1);
    return tell(scope, identify(String(i % 5), { plan: `p${i}` }));
  };
  const ten = Array.from({ length: 10 }, (_, i) => i);
  await Promise.all([...ten.map(telling), deleteTrait(scope, "plan"), ...ten.map(telling)]);
  const promised = await promisedIn(scope);
  await stripTrait(scope, promised, 0);
  const kept = await scope.db.execute<{ told: number }>(
    sql`select (trait_times ->> 'plan')::float8 as told from customers where project_id = ${scope.projectId} and traits ? 'plan'`,
  );
  for (const { told } of kept.rows) expect(told).toBeGreaterThan(promised.at);
  if (kept.rows.length > 0) expect((await listTraits(scope, { limit: 10 })).items).toMatchObject([{ key: "plan" }]);
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
