import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { broadcasts } from "@/db/schema";
import { automationsNaming } from "@/lib/automations/naming";
import { requireGrant, type Scope } from "@/lib/scope";
import { segmentsWith } from "@/lib/segments/naming";

export type TagUsage = { id: string; name: string; kind: "segment" | "automation" | "broadcast" };

/** What a tag's deletion would break: segments whose rule asks for it, automations that speak of it, as drafted or as they run, and broadcasts that have not begun. */
export async function usageOfTag(scope: Scope, tagId: string): Promise<TagUsage[]> {
  requireGrant(scope, "tags:read");
  const { db, projectId } = scope;
  const speaks = sql`jsonb_path_exists(${broadcasts.audience}, '$.** ? (@ == $id)', jsonb_build_object('id', ${tagId}::text))`;
  const [inRules, inFlows, inAudiences] = await Promise.all([
    segmentsWith(scope, "$.** ? (@ == $id)", tagId),
    automationsNaming(scope, tagId),
    db
      .select({ id: broadcasts.id, name: broadcasts.name })
      .from(broadcasts)
      .where(and(eq(broadcasts.projectId, projectId), inArray(broadcasts.status, ["draft", "scheduled"]), speaks))
      .orderBy(asc(broadcasts.name)),
  ]);
  return [
    ...inRules.map((used) => ({ ...used, kind: "segment" }) as const),
    ...inFlows.map(({ id, name }) => ({ id, name, kind: "automation" }) as const),
    ...inAudiences.map((used) => ({ ...used, kind: "broadcast" }) as const),
  ];
}
