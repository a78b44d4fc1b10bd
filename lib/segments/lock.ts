import "server-only";
import { sql } from "drizzle-orm";
import { inTransaction, type Scope } from "@/lib/scope";

const LOCK = 7_270_419; // the class of these advisory locks; the project's id is their second half

/**
 * One writer of who is in which segment at a time, per project. Whoever holds this sees all that others wrote, so the last answer
 * written is the latest one, and a rule cannot change under an evaluation. Customers themselves are not locked: ingestion never waits.
 */
export const withSegmentsLocked = <T>(scope: Scope, work: (scope: Scope) => Promise<T>): Promise<T> =>
  inTransaction(scope, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${LOCK}, ${tx.projectId})`);
    return work(tx);
  });
