import pino, { type Logger } from "pino";
import { Env, variable } from "@/lib/env";

const SECRETS = ["authorization", "cookie", "password", "secret", "token", "key", "apiKey", "secretKey", "writeKey"];

/** One line of JSON per entry, on standard output. What could sign somebody in or name a person is taken out of it. */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]), censor: "[secret]" },
    serializers: { err: toldOf },
    hooks: { streamWrite: veiled },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An error by itself. Drivers hang whole connections and what was asked on theirs: some of it cannot be written, and none is anybody's to read. */
function toldOf(error: unknown) {
  if (!(error instanceof Error)) return error;
  return Object.fromEntries(Object.entries(pino.stdSerializers.err(error)).filter(([, value]) => typeof value !== "object"));
}

const PASSWORD_OF_URL = /(:\/\/[^:/\s"]*:)[^@\s"]+@/g;
const KEY = /\b(sk_|pk_|re_|whsec_|signkey-)[\w-]{6,}/g;
const PERSON = /[\w.!#$%&'*+/=?^`{|}~-]+@(?=[\w-]+\.[\w.-]+)/g;

/** The last look at a whole line, errors and messages included. An address keeps its domain, which is what finds a delivery problem. */
const veiled = (line: string) => line.replace(PASSWORD_OF_URL, "$1[secret]@").replace(KEY, "$1[secret]").replace(PERSON, "[someone]@");

/** The log of this process, at the level that LOG_LEVEL names. */
export const log: Logger = createLogger(Env.shape.LOG_LEVEL.catch("info").parse(variable("LOG_LEVEL")));
