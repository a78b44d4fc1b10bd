import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type Picture, pictures } from "@/db/schema";
import { env } from "@/lib/env";
import type { ShownPicture } from "@/lib/pictures/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/** Where a picture is, for whoever opens an email. */
export const urlOf = (hash: Buffer): string => `${env().APP_URL}/a/${hash.toString("hex")}`;

/** The pictures that were uploaded last. */
export async function listPictures(scope: Scope, limit: number): Promise<ShownPicture[]> {
  requireGrant(scope, "templates:read");
  const { hash, name, width, height, createdAt, projectId } = pictures;
  const rows = await scope.db
    .select({ hash, name, width, height })
    .from(pictures)
    .where(eq(projectId, scope.projectId))
    .orderBy(desc(createdAt))
    .limit(limit);
  return rows.map(({ hash: id, ...shown }) => ({ ...shown, url: urlOf(id) }));
}

/**
 * A picture by the hash of its bytes. Who has its address got it from an email and may see it: it names nothing of a project, and of two
 * projects with the same picture either may answer, as the bytes are the same.
 */
export async function findPicture(db: Db, hex: string): Promise<Pick<Picture, "content" | "contentType"> | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hex)) return undefined;
  const { content, contentType, hash } = pictures;
  const [picture] = await db
    .select({ content, contentType })
    .from(pictures)
    .where(eq(hash, Buffer.from(hex, "hex")))
    .limit(1);
  return picture;
}
