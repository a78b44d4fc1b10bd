import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { broadcasts } from "@/db/schema";
import type { Scope } from "@/lib/scope";

/** The broadcasts that have not begun and whose audience names a thing by its id, by name. For whoever may read the thing. */
export const audiencesNaming = ({ db, projectId: project }: Scope, thingId: string) => {
  const { projectId, id, name, status, audience } = broadcasts;
  const names = sql`jsonb_path_exists(${audience}, '$.** ? (@ == $id)', jsonb_build_object('id', ${thingId}::text))`;
  return db
    .select({ id, name, status })
    .from(broadcasts)
    .where(and(eq(projectId, project), inArray(status, ["draft", "scheduled"]), names))
    .orderBy(asc(name));
};
