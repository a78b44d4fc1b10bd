import "server-only";
import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys, formerSlugs, members, projects } from "@/db/schema";
import { listenForRevocations } from "@/lib/auth/revocations";
import type { Grant } from "@/lib/grants";
import { hashKey } from "@/lib/projects/key-text";
import { type KnownKey, knownKeys } from "@/lib/projects/known-keys";
import type { Role } from "@/lib/projects/schema";

/** "Last active" is kept to this precision, so that a page costs no write. */
const ACTIVE_MS = 5 * 60_000;

/** The project of this address, be it a former one, if the person is a member of it, and what they are there at this moment. */
export async function findProjectFor(
  db: Db,
  userId: string,
  slug: string,
  now: Date,
): Promise<{ projectId: number; role: Role } | undefined> {
  const formerly = db.select({ id: formerSlugs.projectId }).from(formerSlugs).where(eq(formerSlugs.slug, slug));
  const [membership] = await db
    .select({ projectId: projects.id, role: members.role, lastActiveAt: members.lastActiveAt })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(and(eq(members.userId, userId), or(eq(projects.slug, slug), eq(projects.id, formerly))));
  if (!membership) return undefined;
  const { projectId, role, lastActiveAt } = membership;
  if (!lastActiveAt || now.getTime() - lastActiveAt.getTime() > ACTIVE_MS) await noteActive(db, projectId, userId, now);
  return { projectId, role };
}

const noteActive = (db: Db, projectId: number, userId: string, now: Date) =>
  db
    .update(members)
    .set({ lastActiveAt: now })
    .where(and(eq(members.projectId, projectId), eq(members.userId, userId)));

const revocations = listenForRevocations({ revoked: (keyId) => knownKeys.forget(keyId), missed: () => knownKeys.forgetAll() });

/**
 * Whose key this is. Answers are remembered, so that a busy sender costs no query per request, and forgotten when the key is revoked.
 * A key that another one took the place of works until the moment that was chosen then, remembered or not.
 */
export async function findApiKey(db: Db, shown: string, now: Date): Promise<KnownKey | null> {
  if (!/^[psa]k_[\w-]{16,100}$/.test(shown)) return null;
  const key = await knownKeys.find(shown, { now: now.getTime(), hears: revocations.hears() }, () => askFor(db, shown, now));
  return key?.endsAt && key.endsAt <= now ? null : key;
}

/** Finds a key that works and notes that it is used: "last used" is to the minute, since an answer is not remembered for longer. */
async function askFor(db: Db, shown: string, now: Date): Promise<KnownKey | null> {
  const { projectId, id: keyId, kind, grants, endsAt } = apiKeys;
  const [row] = await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`greatest(${apiKeys.lastUsedAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(apiKeys.hash, hashKey(shown)), isNull(apiKeys.revokedAt), or(isNull(apiKeys.endsAt), gt(apiKeys.endsAt, now))))
    .returning({ projectId, keyId, kind, grants, endsAt });
  return row ? { ...row, grants: row.grants as Grant[] } : null;
}
