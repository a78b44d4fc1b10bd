import "server-only";
import { type Db, ingestPool, pool } from "@/db/client";
import { currentUserId, findApiKey, findProjectFor } from "@/lib/auth/identity";
import { systemClock } from "@/lib/clock";
import { AppError, notFound } from "@/lib/errors";
import { mintScope, type Scope } from "@/lib/scope";

/** A signed-in person acting in the project named by the URL, with the role they have there. */
export async function scopeFromSession(slug: string): Promise<Scope> {
  const userId = await currentUserId();
  if (!userId) throw new AppError("UNAUTHENTICATED", "Please sign in.");
  const membership = await findProjectFor(pool, userId, slug);
  if (!membership) throw notFound("project");
  return mintScope({
    projectId: membership.projectId,
    actor: { type: "user", userId, role: membership.role },
    db: pool,
    clock: systemClock,
  });
}

/** A program acting with an API key, which belongs to exactly one project. `shown` is the key's text, wherever its door found it. */
export async function scopeFromApiKey(shown: string | null, db: Db = pool): Promise<Scope> {
  const key = shown ? await findApiKey(db, shown, systemClock.now()) : null;
  if (!key) throw new AppError("UNAUTHENTICATED", "Missing or unknown API key. Find yours under Settings, API keys.");
  return mintScope({
    projectId: key.projectId,
    actor: { type: "apiKey", keyId: key.keyId, kind: key.kind, grants: key.grants },
    db,
    clock: systemClock,
  });
}

/** A sender reporting calls: the same proof, on the connections kept for ingestion. */
export const scopeFromWriteKey = (shown: string | null) => scopeFromApiKey(shown, ingestPool);

/** A durable function continuing work that some other scope began. */
export const scopeForJob = (projectId: number, name: string): Scope =>
  mintScope({ projectId, actor: { type: "job", name }, db: pool, clock: systemClock });

/** A chore that belongs to no project, such as emptying the outbox. It gets no Scope, so nothing that asks for one is in reach. */
export const acrossProjects = <T>(chore: (db: Db) => Promise<T>) => chore(pool);
