import "server-only";
import { and, asc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { automations, automationVersions, broadcasts } from "@/db/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/** A place that sends a template. */
export type Usage = { kind: "automation" | "broadcast"; id: string; name: string; status: string };

/** What sends a template, as it is drafted or as it runs, and broadcasts that have not ended. What is archived or over needs it no more. */
export async function usageOf(scope: Scope, templateId: string): Promise<Usage[]> {
  requireGrant(scope, "templates:read");
  const { db, projectId } = scope;
  const sends = (flow: typeof automations.draft | typeof automationVersions.flow) =>
    sql`jsonb_path_exists(${flow}, '$.**.templateId ? (@ == $id)', jsonb_build_object('id', ${templateId}::text))`;
  const rows = await db
    .select({ id: automations.id, name: automations.name, status: automations.status })
    .from(automations)
    .leftJoin(
      automationVersions,
      and(
        eq(automationVersions.projectId, automations.projectId),
        eq(automationVersions.automationId, automations.id),
        eq(automationVersions.version, automations.liveVersion),
      ),
    )
    .where(
      and(
        eq(automations.projectId, projectId),
        ne(automations.status, "archived"),
        or(sends(automations.draft), sends(automationVersions.flow)),
      ),
    )
    .orderBy(asc(automations.name));
  const sending = await db
    .select({ id: broadcasts.id, name: broadcasts.name, status: broadcasts.status })
    .from(broadcasts)
    .where(
      and(
        eq(broadcasts.projectId, projectId),
        eq(broadcasts.templateId, templateId),
        inArray(broadcasts.status, ["draft", "scheduled", "sending", "paused"]),
      ),
    )
    .orderBy(asc(broadcasts.name));
  return [
    ...rows.map((row) => ({ kind: "automation", ...row }) as const),
    ...sending.map((row) => ({ kind: "broadcast", ...row }) as const),
  ];
}
