import { type ClientOptions, Inngest } from "inngest";
import { sqlPool } from "@/db/client";
import { embeddedOptions } from "@/inngest/engine/embedded-fetch";
import { usesInngest, variable } from "@/lib/env";
import { log } from "@/lib/log";

/** Where the environment names an Inngest server, which may give its secrets as files, too. */
function serverOptions(): Partial<ClientOptions> {
  const options = {
    baseUrl: variable("INNGEST_BASE_URL"),
    eventKey: variable("INNGEST_EVENT_KEY"),
    signingKey: variable("INNGEST_SIGNING_KEY"),
    signingKeyFallback: variable("INNGEST_SIGNING_KEY_FALLBACK"),
    env: variable("INNGEST_ENV"),
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Never in development mode, which would accept unsigned calls. */
export const inngest = new Inngest({
  id: "crowdpower",
  logger: log,
  ...(usesInngest() ? serverOptions() : embeddedOptions(sqlPool)),
  isDev: false,
});
