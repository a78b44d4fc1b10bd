import "server-only";
import { and, asc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { automations, automationVersions, broadcasts } from "@/db/schema";
import { requireGrant, type Scope } from "@/lib/scope";

export type Usage = { id: string; name: string; status: string };

/** The automations that begin or end with a segment, as they are drafted or as they run. Archived ones need it no more. */
export async function automationsUsing(scope: Scope, segmentId: string): Promise<Usage[]> {
  requireGrant(scope, "segments:read");
  const { db, projectId } = scope;
  const names = (flow: typeof automations.draft | typeof automationVersions.flow) =>
    sql`jsonb_path_exists(${flow}, '$.**.segmentId ? (@ == $id)', jsonb_build_object('id', ${segmentId}::text))`;
  return db
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
        or(names(automations.draft), names(automationVersions.flow)),
      ),
    )
    .orderBy(asc(automations.name));
}

/** The broadcasts that have not begun and go to a segment, or leave its customers out. */
export async function broadcastsUsing(scope: Scope, segmentId: string): Promise<Usage[]> {
  requireGrant(scope, "segments:read");
  const { projectId, id, name, status, audience } = broadcasts;
  const named = sql`jsonb_path_exists(${audience}, '$.** ? (@ == $id)', jsonb_build_object('id', ${segmentId}::text))`;
  return scope.db
    .select({ id, name, status })
    .from(broadcasts)
    .where(and(eq(projectId, scope.projectId), inArray(status, ["draft", "scheduled"]), named))
    .orderBy(asc(name));
}
