import type { QueryResultRow } from "pg";
import type { SqlPool } from "@/db/client";

/** A pool or one connection inside a transaction. */
export type Sql = { query<R extends QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: R[] }> };

/** A process that freezes in the middle of a transaction lets go of its locks after this, so that another worker can take over. */
const BEGIN = "begin; set local idle_in_transaction_session_timeout = '2s'";

/** Runs `work` on one connection, all or nothing. A connection that broke is thrown away and never used again. */
export async function transaction<T>(db: SqlPool, work: (tx: Sql) => Promise<T>): Promise<T> {
  const connection = await db.connect();
  let broken = true;
  try {
    await connection.query(BEGIN);
    const result = await work(connection);
    await connection.query("commit");
    broken = false;
    return result;
  } catch (error) {
    await connection.query("rollback").then(
      () => (broken = false),
      () => undefined,
    );
    throw error;
  } finally {
    connection.release(broken);
  }
}

/** Whether the statement itself is at fault, so that saying it again would fail again. Anything else is the weather: a cut connection, a restart, a deadlock. */
export function isRefusal(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: unknown };
  return code === undefined && cause instanceof Error ? isRefusal(cause) : /^(22|23|54)/.test(code ?? "");
}

/**
 * The next rows of a queue: one of each project before the second of any, each project's by `by`, so that nobody's million rows come before
 * another's one. $1 is how many. It reads an index that begins with the project, however long the queue is.
 */
export const fairly = (queue: string, by = "id", where = "true") => `
  with recursive projects as (
    (select project_id from ${queue} order by project_id limit 1)
    union all
    select next.project_id from projects, lateral (
      select project_id from ${queue} q where q.project_id > projects.project_id order by project_id limit 1) next
  ), fair as (
    select id from (
      select head.id, row_number() over (partition by projects.project_id order by head.place, head.id) as turn from projects, lateral (
        select id, ${by} as place from ${queue} q where q.project_id = projects.project_id and ${where} order by ${by} limit $1) head) heads
    order by turn, id limit $1
  )`;
