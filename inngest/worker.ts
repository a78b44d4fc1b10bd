import os from "node:os";
import { openPool } from "@/db/client";
import { inngest } from "@/inngest/client";
import { type Executor, startExecutor } from "@/inngest/engine/executor";
import { startRelaying } from "@/inngest/engine/relaying";
import { functions } from "@/inngest/registry";
import { acrossProjects } from "@/lib/auth/gates";
import { systemClock } from "@/lib/clock";
import { env, readVariablesOnce, usesInngest } from "@/lib/env";
import { log } from "@/lib/log";
import { OUTBOX_CHANNEL } from "@/lib/outbox/follow";
import { promised, relay } from "@/lib/outbox/relay";

const BEHIND = 5; // whoever waits for a page or an answer comes first, here and in the database
os.setPriority(BEHIND);
readVariablesOnce();
const CONNECTIONS = 6; // of its own, so that steps which use up theirs never keep the engine from saving

const db = openPool(env().DATABASE_URL, CONNECTIONS);
const passOn = () => acrossProjects((all) => relay(all, (events) => inngest.send(events), systemClock));
const running: Promise<Executor> = usesInngest()
  ? Promise.resolve(startRelaying(db, OUTBOX_CHANNEL, passOn, log))
  : startExecutor({ db, client: inngest, functions, logger: log, source: promised });

let ending = false;
async function end(why: string, patience?: number) {
  if (ending) return;
  ending = true;
  log.info({ why }, "The worker is ending.");
  await running
    .then((executor) => executor.stop(patience))
    .catch((error: unknown) => log.error({ err: error }, "The worker did not end well."));
  process.exit(0);
}

process.once("SIGTERM", () => void end("SIGTERM"));
process.once("SIGINT", () => void end("SIGINT"));
process.once("disconnect", () => void end("the launcher is gone", 1_000));

await running.catch((error: unknown) => {
  log.fatal({ err: error }, "The worker cannot start.");
  process.exit(1);
});
