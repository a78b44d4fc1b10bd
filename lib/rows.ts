import { and, eq, ilike, lt, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { decodeCursor } from "@/lib/paging/cursor";
import { likePattern } from "@/lib/paging/search";
import type { Scope } from "@/lib/scope";

/** The one row of a table that is of the scope's project and has an id: as the condition of a query. */
export const rowOf =
  (table: { projectId: AnyPgColumn; id: AnyPgColumn }) =>
  ({ projectId }: Scope, id: string | number) =>
    and(eq(table.projectId, projectId), eq(table.id, id));

type Listed = { projectId: AnyPgColumn; id: AnyPgColumn; name: AnyPgColumn; status: AnyPgColumn };
type Asked = { q?: string | undefined; status?: string | undefined; cursor?: string | undefined };

/** A project's rows whose name has a text in it and that have a status, as far as those are asked for, past the cursor from the newest id on. */
export const rowsAsked = (table: Listed, { projectId }: Scope, { q, status, cursor }: Asked) =>
  and(
    eq(table.projectId, projectId),
    q ? ilike(table.name, likePattern(q)) : undefined,
    status ? eq(table.status, status) : undefined,
    cursor ? lt(table.id, String(decodeCursor(cursor)[0])) : undefined,
  );

/** The different texts of a column in a project, in order, read from an index on both: one step a text, however many rows have it. */
export async function distinctTexts({ db, projectId }: Scope, column: AnyPgColumn): Promise<string[]> {
  const { rows } = await db.execute<{ text: string }>(sql`
    with recursive texts as (
      (select ${column} as text from ${column.table} where project_id = ${projectId} order by ${column} limit 1)
      union all
      select (select ${column} from ${column.table} where project_id = ${projectId} and ${column} > t.text order by ${column} limit 1)
      from texts t where t.text is not null)
    select text from texts where text is not null`);
  return rows.map(({ text }) => text);
}
