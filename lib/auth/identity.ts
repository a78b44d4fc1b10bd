import "server-only";
import { and, eq, isNull, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys, formerSlugs, members, projects } from "@/db/schema";
import type { Grant } from "@/lib/grants";
import { hashKey } from "@/lib/projects/key-text";
import type { KeyKind, Role } from "@/lib/projects/schema";

type KnownKey = { projectId: number; keyId: string; kind: KeyKind; grants: readonly Grant[]; endsAt: Date | null };

/** How long a key's answer is believed: a revoked key works at most this much longer. */
const CACHE_MS = 30_000;
const CACHE_MAX = 10_000;
const known = new Map<string, { key: KnownKey | null; until: number }>();

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

/** Whose key this is. Answers, unknown keys included, are remembered briefly, so that a busy sender costs no query per request. */
export async function findApiKey(db: Db, shown: string, now: Date): Promise<KnownKey | null> {
  if (!/^[psa]k_[\w-]{16,100}$/.test(shown)) return null;
  const remembered = known.get(shown);
  if (remembered && remembered.until > now.getTime()) return stillWorking(remembered.key, now);
  const [row] = await db
    .select({ projectId: apiKeys.projectId, keyId: apiKeys.id, kind: apiKeys.kind, grants: apiKeys.grants, endsAt: apiKeys.endsAt })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hashKey(shown)), isNull(apiKeys.revokedAt)));
  const key = stillWorking(row ? { ...row, grants: row.grants as Grant[] } : null, now);
  if (known.size >= CACHE_MAX) known.clear();
  known.set(shown, { key, until: now.getTime() + CACHE_MS });
  if (key) await noteUse(db, key, now);
  return key;
}

/** A key that another one took the place of works until the moment that was chosen then, remembered or not. */
const stillWorking = (key: KnownKey | null, now: Date) => (key?.endsAt && key.endsAt <= now ? null : key);

/** "Last used", to the minute: written when the cache is filled, not with every request. */
const noteUse = (db: Db, { projectId, keyId }: KnownKey, now: Date) =>
  db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.projectId, projectId), eq(apiKeys.id, keyId)));
