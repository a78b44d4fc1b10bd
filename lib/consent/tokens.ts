import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { publicId, uuidOf } from "@/db/ids";
import type { Db } from "@/db/client";
import { keysFor } from "@/lib/keys/data-keys";

/** Who leaves what: all that is needed, so a link works when the message, or even the customer, is gone. */
export type Leaving = { projectId: number; customerId: number; messageId: string; addressHash: Buffer };

/** Layout: version 1 byte, project 4, customer 6, group 16 (zero: everything), message 16, address hash 32, then 16 of HMAC-SHA256. */
const VERSION = 1;
const SAID = 75;
const MAC = 16;
const CONTEXT = "unsubscribe\0";

/** A token that only we can make, for the link in one email. It never expires. */
export async function leavingToken(db: Db, { projectId, customerId, messageId, addressHash }: Leaving): Promise<string> {
  const said = Buffer.alloc(SAID);
  said.writeUInt8(VERSION, 0);
  said.writeUInt32BE(projectId, 1);
  said.writeUIntBE(customerId, 5, 6);
  said.write(uuidOf("message", messageId).replaceAll("-", ""), 27, "hex");
  addressHash.copy(said, 43);
  const [key] = await keysFor(db, "tokens");
  return Buffer.concat([said, mac(key!, said)]).toString("base64url");
}

/** What a token says, or null when it is not one of ours to the last bit. The MAC is checked before anything is read. */
export async function readLeavingToken(db: Db, token: string): Promise<Leaving | null> {
  if (token.length !== Math.ceil(((SAID + MAC) * 4) / 3)) return null;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== SAID + MAC || bytes.toString("base64url") !== token) return null;
  const said = bytes.subarray(0, SAID);
  const keys = await keysFor(db, "tokens");
  if (!keys.some((key) => timingSafeEqual(mac(key, said), bytes.subarray(SAID)))) return null;
  if (said.readUInt8(0) !== VERSION) return null;
  const messageId = publicId("message", said.toString("hex", 27, 43));
  return {
    projectId: said.readUInt32BE(1),
    customerId: said.readUIntBE(5, 6),
    messageId,
    addressHash: Buffer.from(said.subarray(43, SAID)),
  };
}

const mac = (key: Parameters<typeof createHmac>[1], said: Buffer) =>
  createHmac("sha256", key).update(CONTEXT).update(said).digest().subarray(0, MAC);
