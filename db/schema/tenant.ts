import { type AnyPgColumn, foreignKey, integer, primaryKey } from "drizzle-orm/pg-core";
import { type Kind, newId } from "@/db/ids";
import { idColumn, instant } from "@/db/schema/columns";
import { projects } from "@/db/schema/projects";

type Owned = { projectId: AnyPgColumn; id: AnyPgColumn };

/** Whose row it is. Every tenant table has it; rows go when their project goes. */
export const ofProject = () =>
  integer()
    .notNull()
    .references(() => projects.id, { onDelete: "cascade" });

/** The columns every tenant-owned thing begins with. */
export const owned = (kind: Kind) => ({
  projectId: ofProject(),
  id: idColumn(kind)
    .notNull()
    .$defaultFn(() => newId(kind)),
  createdAt: instant().notNull().defaultNow(),
});

/** Rows are found, and pointed at by others, as `(project_id, id)`. */
export const ownedKey = (t: Owned) => primaryKey({ columns: [t.projectId, t.id] });

/**
 * A foreign key that cannot cross tenants: the row and what it points at must share a `project_id`,
 * and Postgres refuses the write otherwise. What is pointed at cannot be deleted by itself.
 */
export const ownedRef = (name: string, t: { projectId: AnyPgColumn }, column: AnyPgColumn, target: () => Owned) =>
  foreignKey({ name, columns: [t.projectId, column], foreignColumns: [target().projectId, target().id] });
