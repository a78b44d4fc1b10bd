import "server-only";
import { and, asc, eq, gt, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import { apiKeys, projects } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, notFound } from "@/lib/errors";
import { type Grant, grantsOf, SECRET_KEY_GRANTS } from "@/lib/grants";
import { hashKey, newKeyText, shownOf } from "@/lib/projects/key-text";
import { knownKeys, REVOCATIONS_CHANNEL } from "@/lib/projects/known-keys";
import { type CreateKey, type KeyKind, OVERLAPS, type RotateKey, type ShownKey } from "@/lib/projects/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

const SHOWN = {
  id: apiKeys.id,
  kind: apiKeys.kind,
  name: apiKeys.name,
  shown: apiKeys.shown,
  grants: apiKeys.grants,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
  endsAt: apiKeys.endsAt,
};

/** The keys that work. Of all but public ones only the end is known. */
export async function listKeys(scope: Scope): Promise<ShownKey[]> {
  requireGrant(scope, "keys:read");
  return scope.db
    .select(SHOWN)
    .from(apiKeys)
    .where(working(scope))
    .orderBy(asc(apiKeys.kind), asc(apiKeys.createdAt), asc(apiKeys.id))
    .limit(200);
}

/** The oldest public key that stays: what the snippets show. It is no secret, so everybody in the project may see it. */
export async function publicKeyOf(scope: Scope): Promise<string> {
  requireGrant(scope, "project:read");
  const [key] = await scope.db
    .select({ shown: apiKeys.shown })
    .from(apiKeys)
    .where(and(working(scope), eq(apiKeys.kind, "public")))
    .orderBy(asc(isNotNull(apiKeys.endsAt)), asc(apiKeys.createdAt), asc(apiKeys.id))
    .limit(1);
  if (!key) throw notFound("public key");
  return key.shown;
}

/** Makes a key. Its text is in the answer; unless it is public it is nowhere else, ever. */
export async function createKey(scope: Scope, { kind, name, scope: wanted = "everything", grants = [] }: CreateKey): Promise<NewKey> {
  requireGrant(scope, "keys:write");
  const given = kind === "public" ? grantsOf("public") : wanted === "custom" ? picked(grants) : grantsOf(wanted);
  return inTransaction(scope, (tx) => insertKey(tx, { kind, name, grants: given }));
}

/** What was picked for a key, as long as a key may have it at all. */
function picked(grants: readonly string[]): Grant[] {
  const may: readonly string[] = SECRET_KEY_GRANTS;
  const beyond = grants.find((grant) => !may.includes(grant));
  if (beyond !== undefined) throw new AppError("INVALID_INPUT", `No key may "${beyond}".`, { grants: [`No key may "${beyond}".`] });
  return SECRET_KEY_GRANTS.filter((grant) => grants.includes(grant));
}

/** Makes a key that may what another one may. The other works on until the moment that is chosen, so that programs can change over. */
export async function rotateKey(scope: Scope, { id, name, overlap }: RotateKey): Promise<NewKey> {
  requireGrant(scope, "keys:write");
  const made = await inTransaction(scope, async (tx) => {
    const [old] = await tx.db.select(SHOWN).from(apiKeys).where(theKey(tx, id)).for("update");
    if (!old) throw notFound("key");
    if (old.endsAt) throw new AppError("CONFLICT", `"${old.name}" has been replaced already. Rotate the key that took its place.`);
    const made = await insertKey(tx, { kind: old.kind, name, grants: old.grants });
    const endsAt = new Date(tx.clock.now().getTime() + OVERLAPS[overlap] * HOUR);
    await tx.db.update(apiKeys).set({ endsAt }).where(theKey(tx, id));
    await record(tx, "key.rotated", id, { before: old, after: { ...old, endsAt, replacedBy: made.id } });
    await tx.db.execute(sql`select pg_notify(${REVOCATIONS_CHANNEL}, ${id})`);
    return made;
  });
  knownKeys.forget(id);
  return made;
}

const HOUR = 60 * 60_000;
type NewKey = { id: string; text: string };

async function insertKey(tx: Scope, { kind, name, grants }: { kind: KeyKind; name: string; grants: readonly string[] }): Promise<NewKey> {
  const text = newKeyText(kind);
  const kept = { grants: [...grants], hash: hashKey(text), shown: shownOf(kind, text), createdAt: tx.clock.now() };
  const [key] = await tx.db
    .insert(apiKeys)
    .values({ projectId: tx.projectId, kind, name, ...kept })
    .onConflictDoNothing({ target: [apiKeys.projectId, apiKeys.name] })
    .returning(SHOWN);
  if (!key) throw new AppError("CONFLICT", `There is or was a key called "${name}".`, { name: ["Another key has or had this name."] });
  await record(tx, "key.created", key.id, { after: key });
  return { id: key.id, text };
}

/** Ends a key at once: every process forgets what it knew of it. The last public key stays: the snippets need one. */
export async function revokeKey(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "keys:write");
  await inTransaction(scope, async (tx) => {
    await tx.db.select({ id: projects.id }).from(projects).where(eq(projects.id, tx.projectId)).for("update"); // two at once must not end the last two
    const [key] = await tx.db.select(SHOWN).from(apiKeys).where(theKey(tx, id));
    if (!key) throw notFound("key");
    if (key.kind === "public" && !(await staysPublic(tx, id)))
      throw new AppError("CONFLICT", "This is the last public key. Make another one first.");
    await tx.db.update(apiKeys).set({ revokedAt: tx.clock.now(), sealed: null }).where(theKey(tx, id));
    await record(tx, "key.revoked", id, { before: key });
    await tx.db.execute(sql`select pg_notify(${REVOCATIONS_CHANNEL}, ${id})`);
  });
  knownKeys.forget(id);
}

/** Whether a public key besides this one stays for good. */
async function staysPublic(tx: Scope, id: string): Promise<boolean> {
  const others = and(working(tx), eq(apiKeys.kind, "public"), isNull(apiKeys.endsAt), ne(apiKeys.id, id));
  return (await tx.db.$count(apiKeys, others)) > 0;
}

const theKey = (scope: Scope, id: string) => and(working(scope), eq(apiKeys.id, id));

const working = ({ projectId, clock }: Scope) =>
  and(eq(apiKeys.projectId, projectId), isNull(apiKeys.revokedAt), or(isNull(apiKeys.endsAt), gt(apiKeys.endsAt, clock.now())));
