import "server-only";
import { and, asc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { automations, automationVersions, broadcasts, segments } from "@/db/schema";
import { requireGrant, type Scope } from "@/lib/scope";

export type TagUsage = { id: string; name: string; kind: "segment" | "automation" | "broadcast" };

/** What a tag's deletion would break: segments whose rule asks for it, automations that speak of it, as drafted or as they run, and broadcasts that have not begun. */
export async function usageOfTag(scope: Scope, tagId: string): Promise<TagUsage[]> {
  requireGrant(scope, "tags:read");
  const { db, projectId } = scope;
  const speaks = (json: typeof segments.rule | typeof automations.draft | typeof automationVersions.flow | typeof broadcasts.audience) =>
    sql`jsonb_path_exists(${json}, '$.** ? (@ == $id)', jsonb_build_object('id', ${tagId}::text))`;
  const [inRules, inFlows, inAudiences] = await Promise.all([
    db
      .select({ id: segments.id, name: segments.name })
      .from(segments)
      .where(and(eq(segments.projectId, projectId), isNull(segments.deletedAt), speaks(segments.rule)))
      .orderBy(asc(segments.name)),
    db
      .select({ id: automations.id, name: automations.name })
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
          or(speaks(automations.draft), speaks(automationVersions.flow)),
        ),
      )
      .orderBy(asc(automations.name)),
    db
      .select({ id: broadcasts.id, name: broadcasts.name })
      .from(broadcasts)
      .where(and(eq(broadcasts.projectId, projectId), inArray(broadcasts.status, ["draft", "scheduled"]), speaks(broadcasts.audience)))
      .orderBy(asc(broadcasts.name)),
  ]);
  return [
    ...inRules.map((used) => ({ ...used, kind: "segment" }) as const),
    ...inFlows.map((used) => ({ ...used, kind: "automation" }) as const),
    ...inAudiences.map((used) => ({ ...used, kind: "broadcast" }) as const),
  ];
}
