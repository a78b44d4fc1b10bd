import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, idColumn, instant } from "@/db/schema/columns";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";
import type { Design, VariablePath } from "@/lib/templates/schema";

/**
 * A pre-designed email. One per project is the default: where every new email starts. `draft` is what is being edited, `revision` how
 * often it was changed. One that was deleted stays as the name of its versions, which messages were sent as.
 */
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
    deletedAt: instant(),
  },
  (t) => [
    ownedKey(t),
    uniqueIndex("templates_name").on(t.projectId, t.name).where(sql`deleted_at is null`),
    uniqueIndex("templates_one_default").on(t.projectId).where(sql`is_default`),
  ],
);

/**
 * A published state of a template, never changed afterwards: compiled once, with Liquid in it, rendered per person. Messages name it.
 * `variables` is all it speaks of; `required` is what of that has no word to stand in when it is missing. `publishedBy` is the id of the
 * user or key; null where the product did it itself.
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
    publishedBy: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.templateId, t.version] }),
    ownedRef("template_versions_template_fk", t, t.templateId, () => templates),
  ],
);

/** Pictures for emails, as they are served: written anew from what was uploaded, and named by the SHA-256 of their bytes. Never changed. */
export const pictures = pgTable(
  "pictures",
  {
    projectId: ofProject(),
    hash: bytes().notNull(),
    name: text().notNull(),
    contentType: text().notNull(),
    content: bytes().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.hash] }),
    index("pictures_hash").on(t.hash),
    index("pictures_newest").on(t.projectId, t.createdAt),
  ],
);

export type Template = typeof templates.$inferSelect;
export type TemplateVersion = typeof templateVersions.$inferSelect;
export type Picture = typeof pictures.$inferSelect;
