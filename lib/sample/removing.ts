import "server-only";
import { eq } from "drizzle-orm";
import { projects } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { getProject } from "@/lib/projects/queries";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Ends a sample with everything in it, without its name being typed: it can be made again, just as it was. */
export async function removeSample(scope: Scope): Promise<void> {
  requireGrant(scope, "project:delete");
  await inTransaction(scope, async (tx) => {
    const { sample, name, publicId } = await getProject(tx);
    if (!sample) throw new AppError("CONFLICT", `“${name}” is no sample data. Delete it under Settings, where its name is typed.`);
    await tx.db.delete(projects).where(eq(projects.id, tx.projectId));
    log.warn({ project: publicId, actor: tx.actor }, "sample removed");
  });
}
