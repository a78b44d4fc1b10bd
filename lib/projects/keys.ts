import "server-only";
import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { apiKeys, projects } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, notFound } from "@/lib/errors";
import { PUBLIC_KEY_GRANTS, SECRET_KEY_GRANTS } from "@/lib/grants";
import { hashKey, newKeyText, shownOf } from "@/lib/projects/key-text";
import { knownKeys, REVOCATIONS_CHANNEL } from "@/lib/projects/known-keys";
import type { CreateKey, KeyKind } from "@/lib/projects/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

export type ShownKey = { id: string; kind: KeyKind; name: string; shown: string; createdAt: Date; lastUsedAt: Date | null };

const SHOWN = {
  id: apiKeys.id,
  kind: apiKeys.kind,
  name: apiKeys.name,
  shown: apiKeys.shown,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
};

/** The keys that work. Of a secret one only the end is known. */
export async function listKeys(scope: Scope): Promise<ShownKey[]> {
  requireGrant(scope, "keys:read");
  return scope.db
    .select(SHOWN)
    .from(apiKeys)
    .where(working(scope))
    .orderBy(asc(apiKeys.kind), asc(apiKeys.createdAt), asc(apiKeys.id))
    .limit(200);
}

/** The oldest public key: what the snippets show. It is no secret, so everybody in the project may see it. */
export async function publicKeyOf(scope: Scope): Promise<string> {
  requireGrant(scope, "project:read");
  const [key] = await scope.db
    .select({ shown: apiKeys.shown })
    .from(apiKeys)
    .where(and(working(scope), eq(apiKeys.kind, "public")))
    .orderBy(asc(apiKeys.createdAt), asc(apiKeys.id))
    .limit(1);
  if (!key) throw notFound("public key");
  return key.shown;
}

/** Makes a key. Its text is in the answer; a secret one's is nowhere else, ever. */
export async function createKey(scope: Scope, { kind, name }: CreateKey): Promise<{ id: string; text: string }> {
  requireGrant(scope, "keys:write");
  const text = newKeyText(kind);
  const grants = [...(kind === "public" ? PUBLIC_KEY_GRANTS : SECRET_KEY_GRANTS)];
  return inTransaction(scope, async (tx) => {
    const [key] = await tx.db
      .insert(apiKeys)
      .values({ projectId: tx.projectId, kind, name, grants, hash: hashKey(text), shown: shownOf(kind, text), createdAt: tx.clock.now() })
      .onConflictDoNothing({ target: [apiKeys.projectId, apiKeys.name] })
      .returning(SHOWN);
    if (!key) throw new AppError("CONFLICT", `There is or was a key called "${name}".`, { name: ["Another key has or had this name."] });
    await record(tx, "key.created", key.id, { after: key });
    return { id: key.id, text };
  });
}

/** Ends a key at once: every process forgets what it knew of it. The last public key stays: the snippets need one. */
export async function revokeKey(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "keys:write");
  await inTransaction(scope, async (tx) => {
    await tx.db.select({ id: projects.id }).from(projects).where(eq(projects.id, tx.projectId)).for("update"); // two at once must not end the last two
    const [key] = await tx.db
      .select(SHOWN)
      .from(apiKeys)
      .where(and(working(tx), eq(apiKeys.id, id)));
    if (!key) throw notFound("key");
    if (key.kind === "public" && (await publicKeys(tx)) === 1)
      throw new AppError("CONFLICT", "This is the last public key. Make another one first.");
    await tx.db
      .update(apiKeys)
      .set({ revokedAt: tx.clock.now(), sealed: null })
      .where(and(working(tx), eq(apiKeys.id, id)));
    await record(tx, "key.revoked", id, { before: key });
    await tx.db.execute(sql`select pg_notify(${REVOCATIONS_CHANNEL}, ${id})`);
  });
  knownKeys.forget(id);
}

async function publicKeys(tx: Scope): Promise<number> {
  const [row] = await tx.db
    .select({ n: count() })
    .from(apiKeys)
    .where(and(working(tx), eq(apiKeys.kind, "public")));
  return row?.n ?? 0;
}

const working = ({ projectId }: Scope) => and(eq(apiKeys.projectId, projectId), isNull(apiKeys.revokedAt));
