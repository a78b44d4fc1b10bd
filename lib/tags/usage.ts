import "server-only";
import { and, asc, eq, isNull, ne, or, sql } from "drizzle-orm";
import { automations, automationVersions, segments } from "@/db/schema";
import { requireGrant, type Scope } from "@/lib/scope";

export type TagUsage = { id: string; name: string; kind: "segment" | "automation" };

/** What a tag's deletion would break: segments whose rule asks for it, and automations that speak of it, as drafted or as they run. */
export async function usageOfTag(scope: Scope, tagId: string): Promise<TagUsage[]> {
  requireGrant(scope, "tags:read");
  const { db, projectId } = scope;
  const speaks = (json: typeof segments.rule | typeof automations.draft | typeof automationVersions.flow) =>
    sql`jsonb_path_exists(${json}, '$.** ? (@ == $id)', jsonb_build_object('id', ${tagId}::text))`;
  const [inRules, inFlows] = await Promise.all([
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
  ]);
  return [
    ...inRules.map((used) => ({ ...used, kind: "segment" }) as const),
    ...inFlows.map((used) => ({ ...used, kind: "automation" }) as const),
  ];
}
