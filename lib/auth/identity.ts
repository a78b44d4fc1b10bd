import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys, members, projects } from "@/db/schema";
import type { Grant } from "@/lib/grants";
import { hashKey } from "@/lib/projects/key-text";
import type { KeyKind, Role } from "@/lib/projects/schema";

type KnownKey = { projectId: number; keyId: string; kind: KeyKind; grants: readonly Grant[] };

/** How long a key's answer is believed: a revoked key works at most this much longer. */
const CACHE_MS = 30_000;
const CACHE_MAX = 10_000;
const known = new Map<string, { key: KnownKey | null; until: number }>();

/** The project of this address, if the person is a member of it, and what they are there. */
export async function findProjectFor(db: Db, userId: string, slug: string): Promise<{ projectId: number; role: Role } | undefined> {
  const [membership] = await db
    .select({ projectId: projects.id, role: members.role })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(and(eq(members.userId, userId), eq(projects.slug, slug)));
  return membership;
}

/** Whose key this is. Answers, unknown keys included, are remembered briefly, so that a busy sender costs no query per request. */
export async function findApiKey(db: Db, shown: string, now: Date): Promise<KnownKey | null> {
  if (!/^[ps]k_[\w-]{16,100}$/.test(shown)) return null;
  const remembered = known.get(shown);
  if (remembered && remembered.until > now.getTime()) return remembered.key;
  const [row] = await db
    .select({ projectId: apiKeys.projectId, keyId: apiKeys.id, kind: apiKeys.kind, grants: apiKeys.grants })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hashKey(shown)), isNull(apiKeys.revokedAt)));
  const key = row ? { ...row, grants: row.grants as Grant[] } : null;
  if (known.size >= CACHE_MAX) known.clear();
  known.set(shown, { key, until: now.getTime() + CACHE_MS });
  if (key) await noteUse(db, key, now);
  return key;
}

/** "Last used", to the minute: written when the cache is filled, not with every request. */
const noteUse = (db: Db, { projectId, keyId }: KnownKey, now: Date) =>
  db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.projectId, projectId), eq(apiKeys.id, keyId)));
