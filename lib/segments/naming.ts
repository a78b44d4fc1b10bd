import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import { automationsWith } from "@/lib/automations/naming";
import type { Scope } from "@/lib/scope";

export type Use = { id: string; name: string; kind: "segment" | "automation" };

/** The segments whose rule has something in it, by name. */
function segmentsWith(scope: Scope, path: string, thingId: string): Promise<{ id: string; name: string }[]> {
  const { projectId, id, name, rule, deletedAt } = segments;
  const has = sql`jsonb_path_exists(${rule}, ${path}::jsonpath, jsonb_build_object('id', ${thingId}::text))`;
  return scope.db
    .select({ id, name })
    .from(segments)
    .where(and(eq(projectId, scope.projectId), isNull(deletedAt), has))
    .orderBy(asc(name));
}

/** What would break without a thing: segments and automations that have it in them, as a path of JSON in which `$id` is the thing's. For whoever may read the thing. */
export async function usesOf(scope: Scope, path: string, thingId: string): Promise<Use[]> {
  const inRules = await segmentsWith(scope, path, thingId);
  const inFlows = await automationsWith(scope, path, thingId);
  return [
    ...inRules.map((used) => ({ ...used, kind: "segment" }) as const),
    ...inFlows.map(({ id, name }) => ({ id, name, kind: "automation" }) as const),
  ];
}
