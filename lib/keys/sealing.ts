import "server-only";
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import type { Db } from "@/db/client";
import { keysFor } from "@/lib/keys/data-keys";

const NONCE = 12;
const TAG = 16;

export type Sealer = { seal(text: string): Buffer; open(sealed: Buffer): string };

/**
 * Encrypts secrets that must be read again. Ask for it outside a transaction: the first caller ever makes the key,
 * and a key that is rolled back would be remembered here and be nowhere else.
 */
export async function sealerFor(db: Db): Promise<Sealer> {
  const keys = await keysFor(db, "secrets");
  return { seal: (text) => seal(text, keys), open: (sealed) => open(sealed, keys) };
}

/** The number of the key, then AES-256-GCM: nonce, tag, text. The number is authenticated with the text. */
function seal(text: string, keys: readonly KeyObject[]): Buffer {
  const number = Buffer.from([keys.length]);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", keys[0]!, nonce).setAAD(number);
  const hidden = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([number, nonce, cipher.getAuthTag(), hidden]);
}

function open(sealed: Buffer, keys: readonly KeyObject[]): string {
  const number = sealed.subarray(0, 1);
  const key = keys[keys.length - number[0]!]; // newest first, and the first one made is number 1
  if (!key) throw new Error(`A secret was sealed with key ${number[0]}, which this database does not have.`);
  const nonce = sealed.subarray(1, 1 + NONCE);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce)
    .setAAD(number)
    .setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE + TAG)), decipher.final()]).toString("utf8");
}
