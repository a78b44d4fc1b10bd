import "server-only";
import { and, asc, eq, ne, or, sql } from "drizzle-orm";
import { automations, automationVersions } from "@/db/schema";
import { isLiveVersion } from "@/lib/automations/queries";
import type { Scope } from "@/lib/scope";

type Naming = { id: string; name: string; status: string };

/**
 * The automations whose flow names a thing by its id, as they are drafted or as they run, by name. Archived ones need it no more.
 * `key` is under which key the id stands; without one it may stand anywhere. For whoever may read the thing.
 */
export const automationsNaming = (scope: Scope, thingId: string, key?: "templateId" | "segmentId"): Promise<Naming[]> =>
  automationsWith(scope, `$.**${key ? `.${key}` : ""} ? (@ == $id)`, thingId);

/** The same by what a flow has in it, as a path of JSON in which `$id` is the thing's. */
export function automationsWith(scope: Scope, path: string, thingId: string): Promise<Naming[]> {
  const { projectId, id, name, status, draft } = automations;
  const names = (flow: typeof automations.draft | typeof automationVersions.flow) =>
    sql`jsonb_path_exists(${flow}, ${path}::jsonpath, jsonb_build_object('id', ${thingId}::text))`;
  return scope.db
    .select({ id, name, status })
    .from(automations)
    .leftJoin(automationVersions, isLiveVersion)
    .where(and(eq(projectId, scope.projectId), ne(status, "archived"), or(names(draft), names(automationVersions.flow))))
    .orderBy(asc(name));
}
