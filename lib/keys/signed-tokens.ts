import "server-only";
import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import type { Db } from "@/db/client";
import { keysFor } from "@/lib/keys/data-keys";

/** What a kind of token is for, so that none can be taken for another's, and how many bytes it says. */
export type TokenForm = { context: string; bytes: number };

const MAC = 16;

/** Makes tokens that only we can make: what is said, then 16 bytes of HMAC-SHA256, as base64url. They never expire. */
export async function tokenSigner(db: Db, { context }: TokenForm): Promise<(said: Buffer) => string> {
  const [key] = await keysFor(db, "tokens");
  return (said) => Buffer.concat([said, mac(key!, context, said)]).toString("base64url");
}

/** What a token says, or null when it is not one of ours to the last bit. The MAC is checked before anything is read. */
export async function readSigned(db: Db, { context, bytes }: TokenForm, token: string): Promise<Buffer | null> {
  if (token.length !== Math.ceil(((bytes + MAC) * 4) / 3)) return null;
  const all = Buffer.from(token, "base64url");
  if (all.length !== bytes + MAC || all.toString("base64url") !== token) return null;
  const said = all.subarray(0, bytes);
  const keys = await keysFor(db, "tokens");
  return keys.some((key) => timingSafeEqual(mac(key, context, said), all.subarray(bytes))) ? said : null;
}

const mac = (key: KeyObject, context: string, said: Buffer) =>
  createHmac("sha256", key).update(context).update(said).digest().subarray(0, MAC);
