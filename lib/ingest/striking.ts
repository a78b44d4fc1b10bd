import "server-only";
import { eq, sql } from "drizzle-orm";
import { projects } from "@/db/schema";
import { identitiesAlone } from "@/lib/customers/lock";
import { inTransaction, type Scope } from "@/lib/scope";

/**
 * Strikes something from the catalogue of events or traits. First every process forgets what it remembers of it; then `work` waits until
 * all calls are written that began before. So what is told afterwards is on a line of its own again, however soon it comes.
 */
export async function strike<T>(scope: Scope, work: (tx: Scope) => Promise<T>): Promise<T> {
  await scope.db
    .update(projects)
    .set({ catalogueEpoch: sql`${projects.catalogueEpoch} + 1` })
    .where(eq(projects.id, scope.projectId));
  return inTransaction(scope, async (tx) => {
    await tx.db.execute(sql`select ${identitiesAlone(tx)}`);
    return work(tx);
  });
}
