import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { broadcasts } from "@/db/schema";
import { automationsNaming } from "@/lib/automations/naming";
import { requireGrant, type Scope } from "@/lib/scope";

/** A place that sends a template. */
export type Usage = { kind: "automation" | "broadcast"; id: string; name: string; status: string };

/** What sends a template, as it is drafted or as it runs, and broadcasts that have not ended. What is archived or over needs it no more. */
export async function usageOf(scope: Scope, templateId: string): Promise<Usage[]> {
  requireGrant(scope, "templates:read");
  const { db, projectId } = scope;
  const rows = await automationsNaming(scope, templateId, "templateId");
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
