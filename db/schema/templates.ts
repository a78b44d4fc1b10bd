import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { idColumn, instant } from "@/db/schema/columns";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";
import type { Design, VariablePath } from "@/lib/templates/schema";

/** A pre-designed email. One per project is the default: where every new email starts. `draft` is what is being edited, `revision` how often it was changed. */
export const templates = pgTable(
  "templates",
  {
    ...owned("template"),
    name: text().notNull(),
    isDefault: boolean().notNull().default(false),
    draft: jsonb().$type<Design>().notNull(),
    revision: integer().notNull().default(1),
    publishedRevision: integer(),
    currentVersion: integer().notNull().default(0),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    ownedKey(t),
    unique("templates_name").on(t.projectId, t.name),
    uniqueIndex("templates_one_default").on(t.projectId).where(sql`is_default`),
  ],
);

/**
 * A published state of a template, never changed afterwards: compiled once, with Liquid in it, rendered per person. Messages name it.
 * `variables` is all it speaks of; `required` is what of that has no word to stand in when it is missing.
 */
export const templateVersions = pgTable(
  "template_versions",
  {
    projectId: ofProject(),
    templateId: idColumn("template").notNull(),
    version: integer().notNull(),
    design: jsonb().$type<Design>().notNull(),
    html: text().notNull(),
    variables: jsonb().$type<VariablePath[]>().notNull(),
    required: jsonb().$type<VariablePath[]>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.templateId, t.version] }),
    ownedRef("template_versions_template_fk", t, t.templateId, () => templates),
  ],
);

export type Template = typeof templates.$inferSelect;
export type TemplateVersion = typeof templateVersions.$inferSelect;
