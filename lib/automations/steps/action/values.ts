import "server-only";
import { and, eq } from "drizzle-orm";
import { type AutomationRun, customers, events, projects } from "@/db/schema";
import { notFound } from "@/lib/errors";
import type { Scope } from "@/lib/scope";
import type { Values } from "@/lib/templates/liquid/engine";
import { valuesFor } from "@/lib/templates/values";

/** What a step of a run may speak of: the same as an email of it. */
export async function valuesOfRun({ db, projectId, clock }: Scope, { customerId, trigger }: AutomationRun): Promise<Values> {
  const [customer] = await db
    .select()
    .from(customers)
    .where(and(eq(customers.projectId, projectId), eq(customers.id, customerId)));
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
  if (!customer || !project) throw notFound("customer");
  if (trigger.type !== "event") return valuesFor({ customer, project, sentAt: clock.now() });
  const [event] = await db
    .select({ name: events.name, properties: events.properties })
    .from(events)
    .where(and(eq(events.projectId, projectId), eq(events.id, trigger.eventId)));
  return valuesFor({ customer, project, event, sentAt: clock.now() });
}
