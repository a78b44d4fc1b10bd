import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { automationRuns, automations } from "@/db/schema";
import { getEvent } from "@/lib/events/queries";
import type { Scope } from "@/lib/scope";

const MOST = 50;

/** An event with all that came of it. */
export async function eventPage(scope: Scope, id: string) {
  const { event, customer, customerId } = await getEvent(scope, id);
  return { event, customer, started: await runsBegunBy(scope, customerId, id), now: scope.clock.now() };
}

export type StartedRun = { runId: string; automationId: string; name: string };

/** The automations that an event began. */
async function runsBegunBy({ db, projectId }: Scope, customerId: number, eventId: string): Promise<StartedRun[]> {
  const { id, automationId, trigger } = automationRuns;
  return db
    .select({ runId: id, automationId, name: automations.name })
    .from(automationRuns)
    .innerJoin(automations, and(eq(automations.projectId, automationRuns.projectId), eq(automations.id, automationId)))
    .where(
      and(eq(automationRuns.projectId, projectId), eq(automationRuns.customerId, customerId), sql`${trigger} ->> 'eventId' = ${eventId}`),
    )
    .orderBy(asc(automations.name))
    .limit(MOST);
}
