import { createHash, randomBytes } from "node:crypto";
import { pool, sqlPool } from "@/db/client";
import { newId } from "@/db/ids";
import { leavingTokens, readLeavingToken } from "@/lib/consent/tokens";
import type { Verdict } from "./verdict";

const RANDOM = 1_000_000;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const addressHash = createHash("sha256").update("ada@example.com").digest();
const token = (await leavingTokens(pool))({ projectId: 1, customerId: 1, messageId: newId("message"), addressHash, topic: "broadcasts" });
const bytes = Buffer.from(token, "base64url").length;
const accepted = async (tokens: Iterable<string>, found: string[]) => {
  for (const tried of tokens) if (tried !== token && (await readLeavingToken(pool, tried))) found.push(tried);
};

const random: string[] = [];
await accepted(
  (function* () {
    for (let i = 0; i < RANDOM; i++) yield randomBytes(bytes).toString("base64url");
  })(),
  random,
);

/** Every letter in every place, cut and lengthened, other projects' and people's numbers with the old signature. */
const mutated: string[] = [];
let mutations = 0;
await accepted(
  (function* () {
    for (let i = 0; i < token.length; i++)
      for (const letter of LETTERS) yield mutation(`${token.slice(0, i)}${letter}${token.slice(i + 1)}`);
    for (let i = 0; i < token.length; i++) yield mutation(token.slice(0, i));
    for (const end of ["=", "A", "%00", " ", "/", "\n"]) yield mutation(`${token}${end}`);
    for (let i = 0; i < 3_000; i++) {
      const said = Buffer.from(token, "base64url");
      said.writeUInt32BE(i + 2, 1 + (i % 8));
      yield mutation(said.toString("base64url"));
    }
  })(),
  mutated,
);
function mutation(text: string): string {
  mutations++;
  return text;
}

const genuine = (await readLeavingToken(pool, token)) ? [] : [token];
const verdicts: Verdict[] = [
  { name: "random tokens that are accepted", of: RANDOM, found: random },
  { name: "mutated tokens that are accepted", of: mutations, found: mutated },
  { name: "genuine tokens that are refused", of: 1, found: genuine },
];
process.send?.(verdicts, () => void sqlPool.end().then(() => process.exit(0)));
