import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import type { Scope } from "@/lib/scope";

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
