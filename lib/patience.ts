import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inTransaction, type Scope } from "@/lib/scope";

/** Longer than a person waits for a number. */
const PATIENCE_MS = 2000;
const CANCELLED = "57014";

/** The rows of a query; null where it took longer than a person waits, or nobody waited any more: then Postgres stops at once. */
export async function patiently<Row>(scope: Scope, query: SQL, gone?: AbortSignal): Promise<Row[] | null> {
  if (gone?.aborted) return null;
  try {
    return await inTransaction(scope, async ({ db }) => {
      const { rows } = await db.execute<{ pid: number }>(
        sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true), pg_backend_pid() as pid`,
      );
      let stopped: Promise<unknown> | null = null;
      const stop = () => {
        stopped = scope.db.execute(sql`select pg_cancel_backend(${rows[0]?.pid})`).catch(() => null);
      };
      gone?.addEventListener("abort", stop, { once: true });
      try {
        return (await db.execute(query)).rows as Row[];
      } finally {
        gone?.removeEventListener("abort", stop);
        await stopped; // before the connection is another's, whose query must not be stopped
      }
    });
  } catch (error) {
    if (error instanceof Error && (error.cause as { code?: string } | undefined)?.code === CANCELLED) return null;
    throw error;
  }
}
