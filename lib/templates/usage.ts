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
  const { projectId, id, name, status, templateId: template } = broadcasts;
  const rows = await automationsNaming(scope, templateId, "templateId");
  const isNotOver = inArray(status, ["draft", "scheduled", "sending", "paused"]);
  const sending = await scope.db
    .select({ id, name, status })
    .from(broadcasts)
    .where(and(eq(projectId, scope.projectId), eq(template, templateId), isNotOver))
    .orderBy(asc(name));
  return [
    ...rows.map((row) => ({ kind: "automation", ...row }) as const),
    ...sending.map((row) => ({ kind: "broadcast", ...row }) as const),
  ];
}
