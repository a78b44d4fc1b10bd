import { type Env, readEnv } from "../../lib/env.ts";
import { defaultAddress } from "./address.ts";
import { secretsOf } from "./data.ts";
import { Failure } from "./failure.ts";
import type { Options } from "./options.ts";

export type Environment = { checked: Env; builtInDatabase: boolean; forPrograms(databaseUrl: string): NodeJS.ProcessEnv };

/** The variables that web and worker get: what `.env` and the shell say, and for what they leave out, what one machine needs. */
export function prepareEnvironment({ data, host, port, role, dev }: Options): Environment {
  const given = (name: keyof Env) => Boolean(process.env[name] || process.env[`${name}_FILE`]);
  const builtInDatabase = !given("DATABASE_URL");
  if (role !== "all" && (builtInDatabase || !given("AUTH_SECRET")))
    throw new Failure("Web and worker that run apart share a database and a secret: set DATABASE_URL and AUTH_SECRET, the same for both.");
  const own = {
    ...(!given("APP_URL") && { APP_URL: defaultAddress(host, port) }),
    ...(!given("AUTH_SECRET") && secretsOf(data)),
  };
  const checked = readEnv({ ...process.env, ...own, ...(builtInDatabase && { DATABASE_URL: "postgres://built-in" }) });
  const forPrograms = (databaseUrl: string): NodeJS.ProcessEnv => ({
    ...process.env,
    ...own,
    DATABASE_URL: databaseUrl,
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  return { checked, builtInDatabase, forPrograms };
}
