import "server-only";
import { publicId, uuidOf } from "@/db/ids";
import type { Db } from "@/db/client";
import { ALL, BROADCASTS, type Topic } from "@/lib/consent/topics";
import { readSigned, tokenSigner } from "@/lib/keys/signed-tokens";

/** Who leaves what: all that is needed, so a link works when the message, or even the customer, is gone. */
export type Leaving = { projectId: number; customerId: number; messageId: string; addressHash: Buffer; topic: Topic };

/** Layout: version 1 byte, project 4, customer 6, topic 16 (zeros: everything, ones: broadcasts), message 16, address hash 32. */
const VERSION = 1;
const FORM = { context: "unsubscribe\0", bytes: 75 };
const ONES = Buffer.alloc(16, 0xff);

/** Makes the token for the link in one email, which only we can make. It never expires. */
export async function leavingTokens(db: Db): Promise<(leaving: Leaving) => string> {
  const sign = await tokenSigner(db, FORM);
  return ({ projectId, customerId, messageId, addressHash, topic }) => {
    const said = Buffer.alloc(FORM.bytes);
    said.writeUInt8(VERSION, 0);
    said.writeUInt32BE(projectId, 1);
    said.writeUIntBE(customerId, 5, 6);
    if (topic === BROADCASTS) ONES.copy(said, 11);
    said.write(uuidOf("message", messageId).replaceAll("-", ""), 27, "hex");
    addressHash.copy(said, 43);
    return sign(said);
  };
}

/** What a token says, or null when it is not one of ours to the last bit. */
export async function readLeavingToken(db: Db, token: string): Promise<Leaving | null> {
  const said = await readSigned(db, FORM, token);
  if (said?.readUInt8(0) !== VERSION) return null;
  return {
    projectId: said.readUInt32BE(1),
    customerId: said.readUIntBE(5, 6),
    messageId: publicId("message", said.toString("hex", 27, 43)),
    addressHash: Buffer.from(said.subarray(43)),
    topic: said.subarray(11, 27).equals(ONES) ? BROADCASTS : ALL,
  };
}
