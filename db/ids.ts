import { randomBytes } from "node:crypto";

const PREFIXES = {
  user: "usr",
  project: "prj",
  key: "key",
  customer: "cus",
  conflict: "cnf",
  merge: "mrg",
  event: "evt",
  rejection: "rej",
  segment: "seg",
  automation: "aut",
  run: "run",
  template: "tpl",
  message: "msg",
  change: "chg",
  outbox: "out",
  audit: "aud",
  tag: "tag",
  broadcast: "brd",
  integration: "int",
  webhook: "whk",
  delivery: "dlv",
  invitation: "inv",
  job: "job",
} as const;
export type Kind = keyof typeof PREFIXES;

const NIL = "00000000-0000-0000-0000-000000000000";
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base32: no i, l, o, u
const VALUE = new Map([...ALPHABET].map((letter, value) => [letter, value]));
const HEX = "0123456789abcdef";

const latest = { millis: 0, turn: 0 };

/**
 * A time-ordered UUID, version 7 (RFC 9562 §5.7): 48 bits of milliseconds, 12 that count (§6.2, method 1), then random. What one process makes
 * in one millisecond, up to 4,096, is in the order in which it was made.
 */
export function newUuid(millis = Date.now()): string {
  Object.assign(latest, { millis, turn: latest.millis === millis ? latest.turn + 1 : 0 });
  const bytes = randomBytes(16);
  bytes.writeUIntBE(millis, 0, 6);
  bytes.writeUInt16BE(0x7000 | (latest.turn & 0xfff), 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return toUuid(bytes.toString("hex"));
}

/** A new public id: sorts by creation time and names its own table, so `seg_01k…` in a log line needs no context. */
export const newId = (kind: Kind): string => publicId(kind, newUuid());

/** The public form of a stored UUID: prefix and 26 letters of base32, 130 bits of which the first two are none. */
export function publicId(kind: Kind, uuid: string): string {
  let text = "";
  let [held, bits] = [0, 2];
  for (const byte of Buffer.from(uuid.replaceAll("-", ""), "hex")) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[held >> bits];
      held &= (1 << bits) - 1;
    }
  }
  return `${PREFIXES[kind]}_${text}`;
}

/** The stored UUID of a public id. Text that is no id of this kind becomes the nil UUID, which no row ever has. */
export function uuidOf(kind: Kind, id: string): string {
  const [prefix, text] = id.split("_");
  if (prefix !== PREFIXES[kind] || text?.length !== 26 || text[0]! > "7") return NIL;
  let hex = "";
  let [held, bits] = [0, -2];
  for (let i = 0; i < 26; i++) {
    const digit = VALUE.get(text[i]!);
    if (digit === undefined) return NIL;
    held = (held << 5) | digit;
    bits += 5;
    while (bits >= 4) {
      bits -= 4;
      hex += HEX[held >> bits];
      held &= (1 << bits) - 1;
    }
  }
  return toUuid(hex);
}

const toUuid = (hex: string) => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
