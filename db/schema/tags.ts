import { sql } from "drizzle-orm";
import { bigint, boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { byteText, idColumn, instant } from "@/db/schema/columns";
import { customerIdentities, customers, identityKind } from "@/db/schema/customers";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";
import { type Colour, DEFAULT_COLOUR } from "@/lib/colours/schema";

/** A label for customers. Its name is how senders speak of it, in letters of either case. A deleted tag stays as the name of its history. */
export const tags = pgTable(
  "tags",
  {
    ...owned("tag"),
    name: text().notNull(),
    colour: text().$type<Colour>().notNull().default(DEFAULT_COLOUR),
    description: text(),
    updatedAt: instant().notNull().defaultNow(),
    deletedAt: instant(),
  },
  (t) => [ownedKey(t), uniqueIndex("tags_name").on(t.projectId, sql`lower(name)`).where(sql`deleted_at is null`)],
);

/**
 * What was told of a tag under one name of a customer: put on or taken off, by the latest word (`toldAt`, corrected; at the very same time
 * "on" wins). A customer has a tag if the latest word under any of their names is "on", so a name can move and take its word along.
 */
export const identityTags = pgTable(
  "identity_tags",
  {
    projectId: ofProject(),
    kind: identityKind().notNull(),
    value: byteText().notNull(),
    tagId: idColumn("tag").notNull(),
    isOn: boolean().notNull(),
    toldAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.kind, t.value, t.tagId] }),
    foreignKey({
      name: "identity_tags_identity_fk",
      columns: [t.projectId, t.kind, t.value],
      foreignColumns: [customerIdentities.projectId, customerIdentities.kind, customerIdentities.value],
    }),
    ownedRef("identity_tags_tag_fk", t, t.tagId, () => tags),
    index("identity_tags_tag").on(t.projectId, t.tagId),
  ],
);

/** Who has a tag now: the sum of what their names say, kept for rules, lists and counts. `addedAt` is the time of the word that put it on. */
export const customerTags = pgTable(
  "customer_tags",
  {
    projectId: ofProject(),
    tagId: idColumn("tag").notNull(),
    customerId: bigint({ mode: "number" }).notNull(),
    addedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.tagId, t.customerId] }),
    ownedRef("customer_tags_tag_fk", t, t.tagId, () => tags),
    ownedRef("customer_tags_customer_fk", t, t.customerId, () => customers),
    index("customer_tags_customer").on(t.projectId, t.customerId),
  ],
);

/** A tag put on or taken off, as a fact with a time. `live` is false for what is old, or came of names and tags that were joined: it starts nothing. */
export const tagChanges = pgTable(
  "tag_changes",
  {
    ...owned("change"),
    tagId: idColumn("tag").notNull(),
    customerId: bigint({ mode: "number" }).notNull(),
    added: boolean().notNull(),
    live: boolean().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    ownedKey(t),
    ownedRef("tag_changes_tag_fk", t, t.tagId, () => tags),
    ownedRef("tag_changes_customer_fk", t, t.customerId, () => customers),
    index("tag_changes_customer").on(t.projectId, t.customerId, t.at),
  ],
);

export type Tag = typeof tags.$inferSelect;
