import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { newId } from "@/db/ids";
import { idColumn, instant } from "@/db/schema/columns";
import { projects } from "@/db/schema/projects";

/**
 * What must still follow a change, written in the change's own transaction. A row lives until
 * the durable engine has it; its id is the event's id, so delivering it twice is delivering it once.
 */
export const outbox = pgTable(
  "outbox",
  {
    id: idColumn("outbox")
      .primaryKey()
      .$defaultFn(() => newId("outbox")),
    projectId: integer()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    kind: text().notNull(),
    ids: jsonb().$type<object>().notNull(),
    startAt: instant(),
  },
  (t) => [index("outbox_project").on(t.projectId, t.id)],
);
