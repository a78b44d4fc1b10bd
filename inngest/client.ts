import { Inngest } from "inngest";
import { sqlPool } from "@/db/client";
import { embeddedOptions } from "@/inngest/engine/embedded-fetch";
import { variable } from "@/lib/env";
import { log } from "@/lib/log";

/** Whether the environment names an Inngest server. If it does not, the worker runs the functions itself. */
export const onInngest = (["INNGEST_BASE_URL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"] as const).some(
  (name) => variable(name) !== undefined,
);

/** Never in development mode, which would accept unsigned calls. */
export const inngest = new Inngest({ id: "crowdpower", logger: log, isDev: false, ...(!onInngest && embeddedOptions(sqlPool)) });
