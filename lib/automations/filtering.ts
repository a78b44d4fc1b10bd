import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { events } from "@/db/schema";
import type { PropertyCondition } from "@/lib/automations/triggers/schema";
import type { Scope } from "@/lib/scope";
import { momentOf } from "@/lib/segments/compile";
import { valueOperator } from "@/lib/segments/operators/schema";
import { valueAs } from "@/lib/segments/values";

/** Which of these events have properties of which all conditions hold: the same questions as segments ask of traits. */
export async function fitting(
  { db, projectId, clock }: Scope,
  eventIds: readonly string[],
  conditions: readonly PropertyCondition[],
): Promise<Set<string>> {
  const moment = momentOf({ projectId, now: clock.now() });
  const holds = conditions.map((condition) => {
    const operator = valueOperator(condition.operator);
    return sql`coalesce(${operator.holds(sql, valueAs(operator.of, sql`${events.properties}`, condition.property, moment), condition, moment)}, false)`;
  });
  const rows = await db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.projectId, projectId), inArray(events.id, [...eventIds]), ...holds));
  return new Set(rows.map(({ id }) => id));
}
