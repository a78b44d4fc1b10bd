import { and, eq } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Scope } from "@/lib/scope";

/** The one row of a table that is of the scope's project and has an id: as the condition of a query. */
export const rowOf =
  (table: { projectId: AnyPgColumn; id: AnyPgColumn }) =>
  ({ projectId }: Scope, id: string | number) =>
    and(eq(table.projectId, projectId), eq(table.id, id));
