import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { owned, ownedKey } from "@/db/schema/tenant";

/** Append-only: who did what to which thing, as the actor and the thing were then. */
export const audit = pgTable(
  "audit",
  {
    ...owned("audit"),
    actor: jsonb().$type<Record<string, unknown>>().notNull(),
    verb: text().notNull(),
    subjectId: text().notNull(),
    before: jsonb().$type<object>(),
    after: jsonb().$type<object>(),
  },
  (t) => [ownedKey(t), index("audit_subject").on(t.projectId, t.subjectId, t.createdAt)],
);
