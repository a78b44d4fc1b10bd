import { sqlPool } from "@/db/client";
import { inngest } from "@/inngest/client";
import { handOver } from "@/inngest/moving";
import { systemClock } from "@/lib/clock";
import { usesInngest } from "@/lib/env";

/** Bundled like the worker, because it needs its client; `hand-over.mjs` is what a person runs. */
const done = await given().catch((error: Error) => console.error(error.message));
await sqlPool.end();
process.exit(done === undefined ? 1 : 0);

async function given() {
  if (!usesInngest())
    throw new Error("Name the Inngest server first: INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY, in .env or the environment.");
  const count = await handOver(sqlPool, (events) => inngest.send(events), systemClock.now());
  console.log(`${count} ${count === 1 ? "job goes" : "jobs go"} on at Inngest. The built-in engine has nothing left.`);
  return count;
}
