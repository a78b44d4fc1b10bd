import { sql } from "drizzle-orm";
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
  (t) => [
    ownedKey(t),
    index("audit_newest").on(t.projectId, t.createdAt, t.id),
    index("audit_subject").on(t.projectId, t.subjectId, t.createdAt),
    index("audit_verb").on(t.projectId, t.verb, t.createdAt),
    index("audit_actor").on(t.projectId, sql`(coalesce(actor ->> 'userId', actor ->> 'keyId', actor ->> 'name'))`, t.createdAt),
  ],
);
