import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { AppError } from "@/lib/errors";
import type { JobOwner } from "@/lib/jobs/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/** Whose rows in the engine's tables belong to no project. */
const NOBODY = 0;

/**
 * Whether somebody may see and touch jobs that serve the whole installation. They carry what may be any project's, so it takes an owner of
 * every project there is, to whom nothing in them is foreign.
 */
export async function ownsEverything({ db, actor }: Scope): Promise<boolean> {
  if (actor.type !== "user" || actor.role !== "owner") return false;
  const { rows } = await db.execute(sql`
    select from projects p
    where not exists (select from members m where m.project_id = p.id and m.user_id = ${uuidOf("user", actor.userId)} and m.role = 'owner') limit 1`);
  return rows.length === 0;
}

/** The narrow id under which the engine keeps these jobs. Throws if they are out of the scope's reach. */
export async function reach(scope: Scope, grant: "jobs:read" | "jobs:write", of: JobOwner): Promise<number> {
  requireGrant(scope, grant);
  if (of === "project") return scope.projectId;
  if (!(await ownsEverything(scope)))
    throw new AppError("FORBIDDEN", "Jobs of the whole installation are for who owns all of its projects.");
  return NOBODY;
}
