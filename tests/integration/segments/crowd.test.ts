import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { crowdOf } from "@/lib/customers/crowd";
import { recordEvent } from "@/lib/events/recording";
import { recordCalls } from "@/lib/ingest/record";
import { patiently } from "@/lib/patience";
import { createSegment } from "@/lib/segments/commands";
import { crowdMatching } from "@/lib/segments/crowd";
import type { SegmentRule } from "@/lib/segments/schema";
import { whyInSegment, whyOf } from "@/lib/segments/why";
import { createTag } from "@/lib/tags/commands";
import { aCustomer, as, test } from "../../support/test";
import { live, people, rules } from "./random-people";

const NOW = new Date("2026-06-15T12:00:00Z");
const pro: SegmentRule = { type: "trait", trait: "plan", operator: "is", value: "pro" };

test("of the Crowd those are told whom the rule selects, and nobody of another project", async ({ scope, stranger }) => {
  const ann = await aCustomer(scope, { traits: { plan: "pro" } });
  await aCustomer(scope, { traits: { plan: "free" } });
  await aCustomer(stranger, { traits: { plan: "pro" } });
  expect(await crowdMatching(scope, pro)).toEqual({ matching: [ann.publicId] });
  const blind = as(scope, { type: "apiKey", keyId: "key_1", kind: "secret", grants: ["customers:read"] });
  await expect(crowdMatching(blind, pro)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("whatever the rule, Why? says of everybody in the Crowd what the rule says", { timeout: 120_000 }, async ({ scope, clock }) => {
  clock.set(NOW);
  await fc.assert(
    fc.asyncProperty(rules(NOW), people(NOW), async (rule, population) => {
      await live(scope, population, NOW);
      const { people: crowd } = await crowdOf(scope);
      const { matching } = await crowdMatching(scope, rule);
      for (const { id } of crowd.slice(-3)) {
        const { because } = await whyOf(scope, { rule, customer: id });
        expect([because[0]?.holds, id]).toEqual([matching.includes(id), id]);
      }
    }),
    { numRuns: 40 },
  );
});

test("Why? goes part by part, with what is known of them", async ({ scope, clock }) => {
  const { id: tag } = await createTag(scope, { name: "vip" });
  const { customer_id: customer } = await recordEvent(scope, { user_id: "u1", name: "Paid", properties: {} });
  const rule: SegmentRule = {
    type: "all",
    rules: [
      { type: "event", name: "Paid", operator: "at_least", times: 2, withinMinutes: 60 },
      { type: "any", rules: [pro, { type: "customer", field: "created", operator: "within_last", days: 7 }] },
      { type: "none", rules: [{ type: "tag", tag, operator: "has" }] },
    ],
  };
  const { says, because } = await whyOf(scope, { rule, customer });
  const at = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(clock.now());
  expect(says).toBe("They do not match the rule.");
  expect(because).toEqual([
    {
      says: "All of these",
      holds: false,
      parts: [
        { says: "did “Paid” at least twice in the last hour", holds: false, fact: "Once" },
        {
          says: "Any of these",
          holds: true,
          parts: [
            { says: "plan is “pro”", holds: false, fact: "Not known" },
            { says: "created in the last 7 days", holds: true, fact: at },
          ],
        },
        { says: "None of these", holds: true, parts: [{ says: "have the tag “vip”", holds: false, fact: null }] },
      ],
    },
  ]);
});

test("Why? of a segment asks its rule, and says whose rule it is", async ({ scope, stranger }) => {
  const { id } = await createSegment(scope, { name: "Paying", rule: pro });
  const [ann, bob] = [await aCustomer(scope, { traits: { plan: "pro" } }), await aCustomer(scope)];
  expect(await whyInSegment(scope, { id, customer: ann.publicId })).toMatchObject({
    says: "They match the rule of “Paying”.",
    because: [{ says: "plan is “pro”", holds: true }],
  });
  expect((await whyInSegment(scope, { id, customer: bob.publicId })).says).toBe("They do not match the rule of “Paying”.");
  await expect(whyInSegment(stranger, { id, customer: ann.publicId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("of somebody in another project nobody learns why", async ({ scope, stranger }) => {
  const { publicId } = await aCustomer(stranger, { traits: { plan: "pro" } });
  await expect(whyOf(scope, { rule: pro, customer: publicId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an answer that nobody waits for is broken off in the database, and the next one is not", async ({ scope, db }) => {
  const newer = new AbortController();
  const asked = patiently(scope, sql`select 'never read', pg_sleep(1.9)`, newer.signal);
  const running = async () =>
    (await db.execute(sql`select 1 from pg_stat_activity where query like '%never read%' and state = 'active' and pid <> pg_backend_pid()`))
      .rows;
  await expect.poll(running, { interval: 10 }).toHaveLength(1);
  newer.abort();
  expect(await asked).toBeNull();
  expect(await running()).toHaveLength(0);
  expect(await patiently(scope, sql`select 1 as one`)).toEqual([{ one: 1 }]);
});

test("Why? counts the visits and the money that a rule asks about, and no others", async ({ scope }) => {
  const told = { userId: "u1", at: scope.clock.now().getTime() };
  const visit = (url: string) => ({ ...told, type: "page", properties: { url } }) as const;
  const charge = (amount: number, currency: string) => ({ ...told, type: "charge", amount, currency }) as const;
  const calls = [visit("https://a.test/pricing"), visit("https://a.test/"), charge(1_000, "EUR"), charge(250, "EUR"), charge(9_900, "USD")];
  await recordCalls(scope, calls, { source: "api" });
  const [customer] = (await crowdOf(scope)).people;
  const rule: SegmentRule = {
    type: "any",
    rules: [
      { type: "page", match: "is", address: "/pricing", operator: "at_least", times: 2 },
      { type: "charge", currency: "EUR", operator: "at_least", amount: 1_250, withinMinutes: 60 },
    ],
  };
  const { because } = await whyOf(scope, { rule, customer: customer!.id });
  expect(because[0]?.parts).toEqual([
    { says: "visited a page whose address is “/pricing” at least twice", holds: false, fact: "Once" },
    { says: "paid at least €12.50 in the last hour", holds: true, fact: "€12.50" },
  ]);
});
