import { isObject, type Said } from "@/lib/ingest/body";
import { Unfit } from "@/lib/ingest/problems";

/** An id as text: senders give numbers too, and an empty one for none. */
export function idIn(said: Said, field: string): string | undefined {
  const value = said[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value.trim() === "" ? undefined : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Unfit(field, "must be text.");
}

export function objectIn(said: Said, field: string): Said | undefined {
  const value = said[field];
  if (value === undefined || value === null) return undefined;
  if (isObject(value)) return value;
  throw new Unfit(field, "must be an object.");
}

export function listIn(said: Said, field: string): unknown[] {
  const value = said[field];
  if (Array.isArray(value)) return value;
  throw new Unfit(field, "must be a list.");
}

/** A time in milliseconds: ISO 8601, taken as UTC where it names no zone, or a UNIX time in seconds or milliseconds. */
export function timeIn(said: Said, field: string): number | undefined {
  const value = said[field];
  if (value === undefined || value === null || value === "") return undefined;
  const millis = millisOf(value);
  if (millis === undefined) throw new Unfit(field, "is no time: send ISO 8601 or a UNIX time.");
  return millis;
}

const SECONDS_END = 100_000_000_000; // a UNIX time in seconds stays below this until the year 5138
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

export function millisOf(value: unknown): number | undefined {
  if (typeof value === "number")
    return Number.isFinite(value) ? Math.round(Math.abs(value) < SECONDS_END ? value * 1000 : value) : undefined;
  if (typeof value !== "string") return undefined;
  if (/^\d{9,13}$/.test(value)) return millisOf(Number(value));
  const iso = ISO.exec(value.trim());
  if (!iso) return undefined;
  const [text, zone] = iso;
  const millis = Date.parse(text.length === 10 || zone ? text.replace(" ", "T") : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(millis) ? undefined : millis;
}

const TOLERATED_SKEW = 60_000;

/**
 * When it happened by our clock. A sender's clock shows by `sentAt` how wrong it is; below a minute correcting it would only add jitter.
 * Nothing happens in the future.
 */
export function correctedTime(saidAt: number | undefined, sentAt: number | undefined, receivedAt: number): number {
  if (saidAt === undefined) return receivedAt;
  const skew = sentAt === undefined ? 0 : receivedAt - sentAt;
  return Math.min(Math.abs(skew) > TOLERATED_SKEW ? saidAt + skew : saidAt, receivedAt);
}
