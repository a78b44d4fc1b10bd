import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys, members, projects } from "@/db/schema";
import { listenForRevocations } from "@/lib/auth/revocations";
import type { Grant } from "@/lib/grants";
import { hashKey } from "@/lib/projects/key-text";
import { type KnownKey, knownKeys } from "@/lib/projects/known-keys";
import type { Role } from "@/lib/projects/schema";

/** The project of this address, if the person is a member of it, and what they are there. */
export async function findProjectFor(db: Db, userId: string, slug: string): Promise<{ projectId: number; role: Role } | undefined> {
  const [membership] = await db
    .select({ projectId: projects.id, role: members.role })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(and(eq(members.userId, userId), eq(projects.slug, slug)));
  return membership;
}

const revocations = listenForRevocations({ revoked: (keyId) => knownKeys.forget(keyId), missed: () => knownKeys.forgetAll() });

/** Whose key this is. Answers are remembered, so that a busy sender costs no query per request, and forgotten when the key is revoked. */
export async function findApiKey(db: Db, shown: string, now: Date): Promise<KnownKey | null> {
  if (!/^[ps]k_[\w-]{16,100}$/.test(shown)) return null;
  return knownKeys.find(shown, { now: now.getTime(), hears: revocations.hears() }, () => askFor(db, shown, now));
}

/** Finds a key that works and notes that it is used: "last used" is to the minute, since an answer is not remembered for longer. */
async function askFor(db: Db, shown: string, now: Date): Promise<KnownKey | null> {
  const [row] = await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`greatest(${apiKeys.lastUsedAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(apiKeys.hash, hashKey(shown)), isNull(apiKeys.revokedAt)))
    .returning({ projectId: apiKeys.projectId, keyId: apiKeys.id, kind: apiKeys.kind, grants: apiKeys.grants });
  return row ? { ...row, grants: row.grants as Grant[] } : null;
}
