import "server-only";
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { dataKeys } from "@/db/schema";
import { env } from "@/lib/env";

/** What random keys are for. Tokens and address hashes live for ever, so their keys never expire. */
export type Purpose = "tokens" | "addresses" | "secrets";

const loaded = new Map<Purpose, KeyObject[]>();

/** The keys of a purpose, newest first: the first signs, all of them verify. The first caller ever makes one. */
export async function keysFor(db: Db, purpose: Purpose): Promise<readonly KeyObject[]> {
  const remembered = loaded.get(purpose);
  if (remembered) return remembered;
  await db
    .insert(dataKeys)
    .values({ purpose, version: 1, wrapped: wrap(randomBytes(32)) })
    .onConflictDoNothing();
  const rows = await db.select().from(dataKeys).where(eq(dataKeys.purpose, purpose)).orderBy(desc(dataKeys.version));
  const keys = rows.map(({ wrapped }) => createSecretKey(unwrap(wrapped)));
  loaded.set(purpose, keys);
  return keys;
}

/** Wraps all keys with the present secret, where another one was before it: from then on that one opens nothing and may be forgotten. */
export async function rewrapKeys(db: Db): Promise<void> {
  if (!env().AUTH_SECRET_PREVIOUS) return;
  for (const { purpose, version, wrapped } of await db.select().from(dataKeys)) {
    const [theKey, anew] = [and(eq(dataKeys.purpose, purpose), eq(dataKeys.version, version)), wrap(unwrap(wrapped))];
    await db.update(dataKeys).set({ wrapped: anew }).where(theKey);
  }
}

/** The keyed hash under which consent of an address is kept: 32 bytes, the same for every spelling of its case. */
export async function addressHasher(db: Db): Promise<(email: string) => Buffer> {
  const key = (await keysFor(db, "addresses")).at(-1)!; // the first one made: hashes must stay comparable for ever
  return (email) => createHmac("sha256", key).update(email.trim().toLowerCase()).digest();
}

/** The keyed hash that stays of a name that was erased. Names differ by every letter; addresses come in small ones. */
export async function nameHasher(db: Db): Promise<(name: string) => Buffer> {
  const key = (await keysFor(db, "addresses")).at(-1)!;
  return (name) => createHmac("sha256", key).update("erased\0").update(name).digest();
}

const wrappingKey = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", "crowdpower data keys", 32));

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the text. */
function wrap(key: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", wrappingKey(env().AUTH_SECRET), nonce);
  const text = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function unwrap(wrapped: Buffer): Buffer {
  const { AUTH_SECRET, AUTH_SECRET_PREVIOUS } = env();
  for (const secret of [AUTH_SECRET, AUTH_SECRET_PREVIOUS]) {
    if (!secret) continue;
    try {
      const decipher = createDecipheriv("aes-256-gcm", wrappingKey(secret), wrapped.subarray(0, 12)).setAuthTag(wrapped.subarray(12, 28));
      return Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()]);
    } catch {}
  }
  throw new Error(
    "AUTH_SECRET does not open this database's keys. Start with the AUTH_SECRET it was made with, or set AUTH_SECRET_PREVIOUS to that.",
  );
}
