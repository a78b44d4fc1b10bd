import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import { automationsWith } from "@/lib/automations/naming";
import type { Scope } from "@/lib/scope";

export type Use = { id: string; name: string; kind: "segment" | "automation" };

/** The segments whose rule has something in it, as a path of JSON in which `$id` is the thing's, by name. For whoever may read the thing. */
export const segmentsWith = ({ db, projectId }: Scope, path: string, thingId: string): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: segments.id, name: segments.name })
    .from(segments)
    .where(
      and(
        eq(segments.projectId, projectId),
        isNull(segments.deletedAt),
        sql`jsonb_path_exists(${segments.rule}, ${path}::jsonpath, jsonb_build_object('id', ${thingId}::text))`,
      ),
    )
    .orderBy(asc(segments.name));

/** The same of segments and of automations: what would break without the thing. */
export async function usesOf(scope: Scope, path: string, thingId: string): Promise<Use[]> {
  const inRules = await segmentsWith(scope, path, thingId);
  const inFlows = await automationsWith(scope, path, thingId);
  return [
    ...inRules.map((used) => ({ ...used, kind: "segment" }) as const),
    ...inFlows.map(({ id, name }) => ({ id, name, kind: "automation" }) as const),
  ];
}
