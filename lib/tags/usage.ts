import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { broadcasts, segments } from "@/db/schema";
import { automationsNaming } from "@/lib/automations/naming";
import { requireGrant, type Scope } from "@/lib/scope";

export type TagUsage = { id: string; name: string; kind: "segment" | "automation" | "broadcast" };

/** What a tag's deletion would break: segments whose rule asks for it, automations that speak of it, as drafted or as they run, and broadcasts that have not begun. */
export async function usageOfTag(scope: Scope, tagId: string): Promise<TagUsage[]> {
  requireGrant(scope, "tags:read");
  const { db, projectId } = scope;
  const speaks = (json: typeof segments.rule | typeof broadcasts.audience) =>
    sql`jsonb_path_exists(${json}, '$.** ? (@ == $id)', jsonb_build_object('id', ${tagId}::text))`;
  const [inRules, inFlows, inAudiences] = await Promise.all([
    db
      .select({ id: segments.id, name: segments.name })
      .from(segments)
      .where(and(eq(segments.projectId, projectId), isNull(segments.deletedAt), speaks(segments.rule)))
      .orderBy(asc(segments.name)),
    automationsNaming(scope, tagId),
    db
      .select({ id: broadcasts.id, name: broadcasts.name })
      .from(broadcasts)
      .where(and(eq(broadcasts.projectId, projectId), inArray(broadcasts.status, ["draft", "scheduled"]), speaks(broadcasts.audience)))
      .orderBy(asc(broadcasts.name)),
  ]);
  return [
    ...inRules.map((used) => ({ ...used, kind: "segment" }) as const),
    ...inFlows.map(({ id, name }) => ({ id, name, kind: "automation" }) as const),
    ...inAudiences.map((used) => ({ ...used, kind: "broadcast" }) as const),
  ];
}
