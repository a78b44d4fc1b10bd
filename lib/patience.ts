import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inTransaction, type Scope } from "@/lib/scope";

/** Longer than a person waits for a number. */
const PATIENCE_MS = 2000;
const TIMED_OUT = "57014";

/** The rows of a query; null where it took longer than a person waits. */
export async function patiently<Row>(scope: Scope, query: SQL): Promise<Row[] | null> {
  try {
    return await inTransaction(scope, async ({ db }) => {
      await db.execute(sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true)`);
      return (await db.execute(query)).rows as Row[];
    });
  } catch (error) {
    if (error instanceof Error && (error.cause as { code?: string } | undefined)?.code === TIMED_OUT) return null;
    throw error;
  }
}
