import { and, asc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { customers, segmentCustomers } from "@/db/schema";
import { inTransaction, type Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { compileRule } from "@/lib/segments/compile";
import { flipDue } from "@/lib/segments/due";
import { fillPart } from "@/lib/segments/fill";
import { VALUE_OPERATOR_NAMES } from "@/lib/segments/operators/schema";
import { SegmentRule } from "@/lib/segments/schema";
import { test } from "../../support/test";
import { chargeCondition, live, pageCondition, people, rules, traitCondition } from "./random-people";
import { isTrue } from "./reference";

/** A whole minute, so that a number of minutes ago is exact in milliseconds. */
const NOW = new Date("2026-06-15T12:00:00Z");

async function selected({ db, projectId }: Scope, rule: SegmentRule, now: Date, among?: number[]): Promise<number[]> {
  const { matches, joins, people } = compileRule(rule, { projectId, now, ...(among && { among }) });
  const { rows } = await db.execute<{ id: number }>(
    sql`select ${customers.id} as id from ${customers} ${joins} where ${people} and ${matches} order by ${customers.id}`,
  );
  return rows.map(({ id }) => id);
}

const ENOUGH = new Error("It was seen, and is taken back.");

/** Lets people live as long as one look at them takes: the next ones are not among thousands of others. */
const briefly = (scope: Scope, population: Parameters<typeof live>[1], look: (scope: Scope, ids: number[]) => Promise<void>) =>
  inTransaction(scope, async (tx) => {
    await look(tx, await live(tx, population, NOW));
    throw ENOUGH;
  }).catch((error: unknown) => {
    if (error !== ENOUGH) throw error;
  });

const agrees = (scope: Scope, rule: SegmentRule, population: Parameters<typeof live>[1]) =>
  briefly(scope, population, async (tx, ids) => {
    const expected = ids.filter((_, i) => isTrue(rule, population[i]!, NOW.getTime()));
    expect(SegmentRule.parse(rule)).toEqual(rule);
    expect(await selected(tx, rule, NOW), "asked of everyone").toEqual(expected);
    expect(await selected(tx, rule, NOW, ids), "asked of these").toEqual(expected);
  });

test.for(VALUE_OPERATOR_NAMES)("“%s” means in SQL what it means in plain words", async (operator, { scope }) => {
  await fc.assert(
    fc.asyncProperty(traitCondition(operator, NOW), people(NOW), (rule, population) => agrees(scope, rule, population)),
    { numRuns: 50 },
  );
});

test("visits of an address are those that would start an automation, and sums are of one currency", async ({ scope }) => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(pageCondition, chargeCondition), people(NOW), (rule, population) => agrees(scope, rule, population)),
    { numRuns: 200 },
  );
});

test("any rule selects the same people asked of everyone, of few, and in plain words", { timeout: 120_000 }, async ({ scope }) => {
  await fc.assert(
    fc.asyncProperty(rules(NOW), people(NOW), (rule, population) => agrees(scope, rule, population)),
    { numRuns: 300 },
  );
});

test("time alone moves people when they are due, and nobody who is not due would move", { timeout: 120_000 }, async ({ scope, clock }) => {
  await fc.assert(
    fc.asyncProperty(rules(NOW), people(NOW), fc.integer({ min: 1, max: 6 * 1440 }), async (rule, population, minutes) => {
      clock.set(NOW);
      await briefly(scope, population, async (tx, ids) => {
        const { id } = await createSegment(tx, { name: "Random", rule });
        await fillPart(tx, id, 1, 0);
        expect(await inside(tx, id), "at first").toEqual(await selected(tx, rule, NOW, ids));

        clock.forward(minutes * 60_000);
        await flipDue(tx);

        expect(await inside(tx, id), `after ${minutes} minutes`).toEqual(await selected(tx, rule, clock.now(), ids));
      });
    }),
    { numRuns: 150 },
  );
});

async function inside({ db, projectId }: Scope, segmentId: string): Promise<number[]> {
  const rows = await db
    .select({ id: segmentCustomers.customerId })
    .from(segmentCustomers)
    .where(and(eq(segmentCustomers.projectId, projectId), eq(segmentCustomers.segmentId, segmentId)))
    .orderBy(asc(segmentCustomers.customerId));
  return rows.map((row) => row.id);
}
