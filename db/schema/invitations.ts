import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { users } from "@/db/schema/accounts";
import { bytes, idColumn, instant } from "@/db/schema/columns";
import { role } from "@/db/schema/projects";
import { owned, ownedKey } from "@/db/schema/tenant";

/**
 * An open door into a project, for one person. With an `email` only who signs in by it may come in, without one whoever holds the link.
 * Only the link's hash is kept; sending it anew makes another. `invitedBy` is empty once that account is gone.
 */
export const invitations = pgTable(
  "invitations",
  {
    ...owned("invitation"),
    email: text(),
    role: role().notNull(),
    hash: bytes().notNull().unique(),
    invitedBy: idColumn("user").references(() => users.id, { onDelete: "set null" }),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    ownedKey(t),
    uniqueIndex("invitations_open").on(t.projectId, t.email).where(sql`accepted_at is null and revoked_at is null`),
    index("invitations_inviter").on(t.invitedBy),
  ],
);
