import { index, integer, pgEnum, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, idColumn, instant } from "@/db/schema/columns";
import { newId } from "@/db/ids";
import { LINK_PURPOSES } from "@/lib/accounts/schema";

/** A person who signs in. What they may do is told per project, by `members`. `sessionVersion` rises to end all their sessions. */
export const users = pgTable("users", {
  id: idColumn("user")
    .primaryKey()
    .$defaultFn(() => newId("user")),
  email: text().notNull().unique(),
  name: text().notNull(),
  passwordHash: text(),
  sessionVersion: integer().notNull().default(1),
  createdAt: instant().notNull().defaultNow(),
});

/** A signed-in browser. A session that is not here, is revoked, or is of an older version than its user, is no session, whatever its cookie says. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey(),
    userId: idColumn("user")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    version: integer().notNull(),
    userAgent: text(),
    createdAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [index().on(t.userId)],
);

export const linkPurpose = pgEnum("link_purpose", LINK_PURPOSES);

/** A link that works once: only its hash is kept. Without a user it lets somebody become the first owner, and then it has no end but its use. */
export const oneTimeLinks = pgTable(
  "one_time_links",
  {
    hash: bytes().primaryKey(),
    purpose: linkPurpose().notNull(),
    userId: idColumn("user").references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant(),
    usedAt: instant(),
  },
  (t) => [index().on(t.userId)],
);

/** When something was tried of late, by a hash of what it was and who tried: never more times than are allowed. */
export const attempts = pgTable(
  "attempts",
  {
    subject: bytes().primaryKey(),
    recent: instant().array().notNull(),
    lastAt: instant().notNull(),
  },
  (t) => [index().on(t.lastAt)],
);

/** Random data keys, wrapped by a key derived from AUTH_SECRET. The newest version of a purpose signs; all of them verify. */
export const dataKeys = pgTable(
  "data_keys",
  {
    purpose: text().notNull(),
    version: integer().notNull(),
    wrapped: bytes().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.purpose, t.version] })],
);
