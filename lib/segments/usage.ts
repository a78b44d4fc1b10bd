import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { broadcasts } from "@/db/schema";
import { automationsNaming } from "@/lib/automations/naming";
import { requireGrant, type Scope } from "@/lib/scope";

export type Usage = { id: string; name: string; status: string };

/** The automations that begin or end with a segment, as they are drafted or as they run. Archived ones need it no more. */
export async function automationsUsing(scope: Scope, segmentId: string): Promise<Usage[]> {
  requireGrant(scope, "segments:read");
  return automationsNaming(scope, segmentId, "segmentId");
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
