import "server-only";
import { and, eq } from "drizzle-orm";
import { type Db, ingestPool, pool } from "@/db/client";
import { integrations } from "@/db/schema";
import { findApiKey } from "@/lib/auth/identity";
import { systemClock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { type Connection, opened } from "@/lib/integrations/connections";
import { mintScope, type Scope } from "@/lib/scope";

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

/**
 * The project to which a provider speaks, by the integration that its address names. `prove` is given the integration's secrets and
 * answers null unless what was said is signed with them: nobody is let in otherwise.
 */
export async function scopeFromProvider<T>(
  kind: string,
  id: string,
  prove: (secrets: Connection["secrets"]) => T | null,
): Promise<{ scope: Scope; proven: T } | null> {
  const [row] = await pool
    .select()
    .from(integrations)
    .where(and(eq(integrations.id, id), eq(integrations.kind, kind)));
  const proven = row ? prove((await opened(pool, row)).secrets) : null;
  if (!row || proven === null) return null;
  return { scope: mintScope({ projectId: row.projectId, actor: { type: "job", name: kind }, db: pool, clock: systemClock }), proven };
}

/** A durable function continuing work that some other scope began. */
export const scopeForJob = (projectId: number, name: string): Scope =>
  mintScope({ projectId, actor: { type: "job", name }, db: pool, clock: systemClock });

/** A chore that belongs to no project, such as emptying the outbox. It gets no Scope, so nothing that asks for one is in reach. */
export const acrossProjects = <T>(chore: (db: Db) => Promise<T>) => chore(pool);
