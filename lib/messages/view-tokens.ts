import "server-only";
import type { Db } from "@/db/client";
import { publicId, uuidOf } from "@/db/ids";
import { readSigned, tokenSigner } from "@/lib/keys/signed-tokens";

/** Which email somebody wants to see in a browser. */
type Viewed = { projectId: number; messageId: string };

/** Layout: version 1 byte, project 4, message 16. */
const VERSION = 1;
const FORM = { context: "view\0", bytes: 21 };

/** Makes the token of the link that shows an email in a browser, which only we can make. */
export async function viewTokens(db: Db): Promise<(viewed: Viewed) => string> {
  const sign = await tokenSigner(db, FORM);
  return ({ projectId, messageId }) => {
    const said = Buffer.alloc(FORM.bytes);
    said.writeUInt8(VERSION, 0);
    said.writeUInt32BE(projectId, 1);
    said.write(uuidOf("message", messageId).replaceAll("-", ""), 5, "hex");
    return sign(said);
  };
}

/** What a token says, or null when it is not one of ours to the last bit. */
export async function readViewToken(db: Db, token: string): Promise<Viewed | null> {
  const said = await readSigned(db, FORM, token);
  if (said?.readUInt8(0) !== VERSION) return null;
  return { projectId: said.readUInt32BE(1), messageId: publicId("message", said.toString("hex", 5, 21)) };
}
