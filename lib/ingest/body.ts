import { gunzipSync } from "node:zlib";
import { Unfit } from "@/lib/ingest/problems";
import type { Knock } from "@/lib/ingest/door";

export type Said = Record<string, unknown>;

/**
 * A request's JSON object, by its bytes alone: senders give any content type, and gzip with or without saying so.
 * Inflating stops at the limit, so a bomb costs no memory. Text that Postgres could not keep is made keepable.
 */
export function readBody({ bytes, header }: Knock, maxBytes: number): Said {
  const text = Buffer.from(inflated(bytes, header("content-encoding"), maxBytes)).toString("utf8");
  const said = parsed(text);
  if (!isObject(said)) throw new Unfit(null, "the request body must be a JSON object.");
  return UNKEEPABLE.test(text) ? (kept(said, 0) as Said) : said;
}

export const isObject = (value: unknown): value is Said => typeof value === "object" && value !== null && !Array.isArray(value);

/** NUL, which Postgres has no place for, and halves of characters. They can only come escaped: raw ones are no JSON, or no UTF-8. */
const UNKEEPABLE = /\\u(?:0000|[dD][89a-fA-F])/;
const DEEPEST = 100;

function inflated(bytes: Uint8Array, encoding: string | null, maxBytes: number): Uint8Array {
  const isGzip = encoding?.toLowerCase().includes("gzip") || (bytes[0] === 0x1f && bytes[1] === 0x8b);
  if (!isGzip && bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
  if (!isGzip || bytes.byteLength === 0) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    if (bytes[0] === 0x7b) return bytes; // said to be gzip and is plain JSON: some proxies inflate and keep the header
    throw new Unfit(null, "the request body is not the gzip it says it is.");
  }
}

const tooLarge = (maxBytes: number) =>
  new Unfit(null, `the request body is larger than ${Math.floor(maxBytes / 1024)} KB. Send less at a time.`, true);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unfit(null, "the request body is not JSON.");
  }
}

function kept(value: unknown, depth: number): unknown {
  if (typeof value === "string") return keepable(value);
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => kept(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [keepable(key), kept(item, depth + 1)]));
}

const keepable = (text: string) => text.replaceAll("\0", "").toWellFormed();
