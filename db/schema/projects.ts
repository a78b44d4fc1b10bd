import { boolean, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { newId } from "@/db/ids";
import { users } from "@/db/schema/accounts";
import { bytes, idColumn, instant } from "@/db/schema/columns";
import { KEY_KINDS, ROLES } from "@/lib/projects/schema";

/** A tenant. `id` is narrow because every row of every other table carries it; `publicId` is what the outside sees. */
export const projects = pgTable("projects", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  publicId: idColumn("project")
    .notNull()
    .unique()
    .$defaultFn(() => newId("project")),
  slug: text().notNull().unique(),
  name: text().notNull(),
  timeZone: text().notNull().default("UTC"),
  currency: text().notNull().default("USD"),
  fromName: text(),
  fromAddress: text(),
  replyTo: text(),
  postalAddress: text(),
  /** Of the one dot in its emails and on the pages its recipients see, as `#rrggbb`. */
  brandColour: text(),
  sessionMinutes: integer().notNull().default(30),
  /** When mail of this project began to leave by another way: what was offered before is not offered again by this one. */
  senderChangedAt: instant(),
  storeIps: boolean().notNull().default(false),
  /** Rises when an event or a trait is struck from the catalogue: what a process remembers of it then counts no more. */
  catalogueEpoch: integer().notNull().default(0),
  retentionDays: integer(),
  smartSendingDays: integer().notNull().default(3),
  /** Made of demo data, to look around in. Its mail never leaves this machine, whatever senders there are. */
  sample: boolean().notNull().default(false),
  createdAt: instant().notNull().defaultNow(),
});

/** Addresses that a project had before. Links to them go on working, so no other project may take them. */
export const formerSlugs = pgTable(
  "former_slugs",
  {
    slug: text().primaryKey(),
    projectId: integer()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    createdAt: instant().notNull(),
  },
  (t) => [index().on(t.projectId)],
);

export const role = pgEnum("role", ROLES);

/** Who may work in a project, and as what. `lastActiveAt` is kept to five minutes. */
export const members = pgTable(
  "members",
  {
    projectId: integer()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    userId: idColumn("user")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: role().notNull(),
    createdAt: instant().notNull().defaultNow(),
    lastActiveAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.userId] }), index().on(t.userId)],
);

export const keyKind = pgEnum("key_kind", KEY_KINDS);

/**
 * How programs prove who they are. Only a key's hash is kept; a public key is no secret, so `shown` is its text, a secret one's is its end.
 * `sealed` is the encrypted text of the one secret key that `npm start` prints every time. `endsAt` is when a key that another one
 * took the place of stops working.
 */
export const apiKeys = pgTable(
  "api_keys",
  {
    projectId: integer()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    id: idColumn("key")
      .notNull()
      .$defaultFn(() => newId("key")),
    kind: keyKind().notNull(),
    name: text().notNull(),
    hash: bytes().notNull().unique(),
    shown: text().notNull(),
    sealed: bytes(),
    grants: jsonb().$type<string[]>().notNull(),
    createdAt: instant().notNull().defaultNow(),
    lastUsedAt: instant(),
    endsAt: instant(),
    revokedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.id] }), unique().on(t.projectId, t.name)],
);

export type Project = typeof projects.$inferSelect;
