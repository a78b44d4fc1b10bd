import pino, { type Logger } from "pino";
import { Env, variable } from "@/lib/env";

const SECRETS = [
  "authorization",
  "cookie",
  "password",
  "secret",
  "token",
  "key",
  "apiKey",
  "secretKey",
  "writeKey",
  "signInUrl",
  "databaseUrl",
];

/** One line of JSON per entry, on standard output. What could sign somebody in or identify a person is not in it. */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: withoutAddresses },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[secret]" },
  };
  return destination ? pino(options, destination) : pino(options);
}

const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]+@(?=[\w-]+\.[\w.-]+)/g;
const KEY = /\b(sk|pk|re|whsec|signkey)_[\w-]{6,}/g;

/** Takes the local part out of every email address, and keys out of every text, however deep; the domain is what finds a delivery problem. */
function withoutAddresses(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, veil(value, 4)]));
}

function veil(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.replace(ADDRESS, "[someone]@").replace(KEY, "$1_[secret]");
  if (value instanceof Error) return veil(pino.stdSerializers.err(value), depth);
  if (Array.isArray(value) && depth > 0) return value.map((item) => veil(item, depth - 1));
  if (value instanceof Date || value === null || typeof value !== "object") return value;
  return depth > 0 ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, veil(inner, depth - 1)])) : "[deep]";
}

/** The log of this process, at the level that LOG_LEVEL names. */
export const log: Logger = createLogger(Env.shape.LOG_LEVEL.catch("info").parse(variable("LOG_LEVEL")));
