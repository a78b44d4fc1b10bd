import "server-only";
import { eq } from "drizzle-orm";
import { type Project, projects } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { moveTo } from "@/lib/projects/slugs";
import { getProject } from "@/lib/projects/queries";
import type { ProjectSettings } from "@/lib/projects/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Changes what is given. Links to an address that the project had before go on working. */
export async function updateProject(scope: Scope, change: ProjectSettings): Promise<Project> {
  requireGrant(scope, "project:write");
  return inTransaction(scope, async (tx) => {
    const before = await getProject(tx);
    if (change.slug && change.slug !== before.slug) await moveTo(tx, change.slug, before.slug);
    const [after] = await tx.db.update(projects).set(change).where(eq(projects.id, tx.projectId)).returning();
    await record(tx, "project.updated", before.publicId, { before, after: after! });
    return after!;
  });
}

/** Ends a project and everything in it, for good. Whoever does it types its name. */
export async function deleteProject(scope: Scope, typed: string): Promise<void> {
  requireGrant(scope, "project:delete");
  await inTransaction(scope, async (tx) => {
    const { name, publicId } = await getProject(tx);
    if (typed.trim() !== name) throw new AppError("INVALID_INPUT", `Type "${name}" to delete it.`, { name: [`That is not "${name}".`] });
    await tx.db.delete(projects).where(eq(projects.id, tx.projectId)); // its rows go with it, its own audit included
    log.warn({ project: publicId, actor: tx.actor }, "project deleted");
  });
}
