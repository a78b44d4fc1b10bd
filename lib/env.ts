import { readFileSync } from "node:fs";
import { z } from "zod";

const secret = z.string().min(32, "must have at least 32 characters; `openssl rand -base64 33` makes one");
const perSecond = z.coerce.number("must be a number").positive("must be more than 0");
const webAddress = z.url({ protocol: /^https?$/, error: "must be an http or https address" });

/** Every variable that CrowdPower reads. `.env.example` explains each; a secret may also be given as `<NAME>_FILE`, the path of a file that holds it. */
export const Env = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\/.+/, "must look like postgres://user:password@host:5432/database"),
  APP_URL: webAddress.transform((url) => new URL(url).origin),
  AUTH_SECRET: secret,
  AUTH_SECRET_PREVIOUS: secret.optional(),
  DATABASE_DRIVER: z.enum(["pg", "neon"]).optional(),
  NEON_WS_PROXY: z.string().optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: webAddress.optional(),
  RESEND_CALLS_PER_SECOND: perSecond.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must look like smtp://user:password@host:587" }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>@]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/, "must be an address: hello@example.com or Acme <hello@example.com>")
    .optional(),
  INGEST_REQUESTS_PER_SECOND: perSecond.min(1, "must be at least 1").default(1_000),
  INNGEST_BASE_URL: webAddress.optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY_FALLBACK: z.string().optional(),
  INNGEST_ENV: z.string().optional(),
  INNGEST_DEV: z.never({ error: "must not be set: a server in development mode accepts unsigned calls" }).optional(),
  ALLOW_LOOPBACK_TARGETS: z.literal("1", { error: "must be 1, or not set" }).optional(),
  SHOW_COMPONENTS: z.literal("1", { error: "must be 1, or not set" }).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Env = z.output<typeof Env>;
type Variables = Readonly<Record<string, string | undefined>>;

/** The environment is not usable. The message lists everything that is wrong with it, one line each, and never a value. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/** Reads and checks the variables. An empty one counts as not set, as in a file where it was left blank. */
export function readEnv(variables: Variables): Env {
  const problems: string[] = [];
  const values: Variables = Object.fromEntries(Object.keys(Env.shape).map((name) => [name, given(name, variables, problems)]));
  const parsed = Env.safeParse(values);
  if (parsed.success && problems.length === 0) return parsed.data;
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0]);
    if (!variables[`${name}_FILE`] || values[name]) problems.push(`${name} ${values[name] ? message : "is required"}`);
  }
  const list = problems.map((problem) => `  - ${problem}`).join("\n");
  throw new EnvError(`The environment is not complete. Correct this and start again (.env.example explains each variable):\n${list}`);
}

function given(name: string, variables: Variables, problems: string[]): string | undefined {
  const path = variables[`${name}_FILE`];
  if (variables[name] || !path) return variables[name] || undefined;
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    problems.push(`${name}_FILE names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return undefined;
  }
}

let known: Env | undefined;

/** The checked environment of this process. It is read at the first call and not at import, so that a build needs no variables. */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}

/** One variable as it is given, unchecked: for what is made at import, when a build has no environment. */
export const variable = (name: keyof Env): string | undefined => given(name, process.env, []);

/** Whether /ui shows every component in every state: for who builds, and not where people work. */
export const showsComponents = (): boolean => process.env.NODE_ENV === "development" || variable("SHOW_COMPONENTS") === "1";

/** Whether durable functions run on an Inngest server, which these name, and not in the worker. */
export const usesInngest = (): boolean =>
  (["INNGEST_BASE_URL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"] as const).some((name) => variable(name) !== undefined);

/** From now on the variables are those of this moment. Each look at the real ones is a system call, and a durable function's call takes many: a third of its time. */
export function readVariablesOnce() {
  process.env = { ...process.env };
}
