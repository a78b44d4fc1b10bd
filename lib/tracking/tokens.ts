import "server-only";
import { publicId, uuidOf } from "@/db/ids";
import type { Db } from "@/db/client";
import { readSigned, tokenSigner } from "@/lib/keys/signed-tokens";

/** Which email was opened or followed, and which template's list of links its places are of: so links lead on when the message is gone. */
export type Traced = { projectId: number; messageId: string; templateId: string; version: number };

/** Layout: version 1 byte, project 4, message 16, template 16, the template's version 4. */
const VERSION = 1;
const FORM = { context: "tracking\0", bytes: 41 };
const hex = (uuid: string) => uuid.replaceAll("-", "");

/** Makes the token of one email's links and picture, which only we can make. It holds no address, so there is none to change. */
export async function tracingTokens(db: Db): Promise<(traced: Traced) => string> {
  const sign = await tokenSigner(db, FORM);
  return ({ projectId, messageId, templateId, version }) => {
    const said = Buffer.alloc(FORM.bytes);
    said.writeUInt8(VERSION, 0);
    said.writeUInt32BE(projectId, 1);
    said.write(hex(uuidOf("message", messageId)), 5, "hex");
    said.write(hex(uuidOf("template", templateId)), 21, "hex");
    said.writeUInt32BE(version, 37);
    return sign(said);
  };
}

/** What a token says, or null when it is not one of ours to the last bit. */
export async function readTracingToken(db: Db, token: string): Promise<Traced | null> {
  const said = await readSigned(db, FORM, token);
  if (said?.readUInt8(0) !== VERSION) return null;
  return {
    projectId: said.readUInt32BE(1),
    messageId: publicId("message", said.toString("hex", 5, 21)),
    templateId: publicId("template", said.toString("hex", 21, 37)),
    version: said.readUInt32BE(37),
  };
}
