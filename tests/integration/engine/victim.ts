import { Inngest, RetryAfterError } from "inngest";
import pino from "pino";
import { openPool } from "@/db/client";
import { embeddedOptions } from "@/inngest/engine/embedded-fetch";
import { startExecutor } from "@/inngest/engine/executor";

// A worker of its own, to be killed. What its steps do is a row in `effects`, so that it can be counted afterwards.
const db = openPool(process.env.DATABASE_URL, 6);
const logger = pino({ level: "silent" });
const client = new Inngest({ id: "victim", ...embeddedOptions(db), logger });
const effect = (name: string, runId: string) =>
  db.query("insert into effects (name, run_id, pid) values ($1, $2, $3)", [name, runId, process.pid]).catch((cause: unknown) => {
    throw new RetryAfterError("The database was away.", 1_000, { cause });
  });

const naps = client.createFunction({ id: "naps", triggers: [{ event: "t/nap" }] }, async ({ step, runId }) => {
  await step.run("before", () => effect("before", runId).then(() => null));
  await step.sleep("nap", "1s");
  await step.run("after", () => effect("after", runId).then(() => null));
});

const hangs = client.createFunction({ id: "hangs", triggers: [{ event: "t/hang" }] }, async ({ step, runId }) => {
  await step.run("first", () => effect("first", runId).then(() => null));
  await step.run("hang", async () => {
    await effect("hang", runId);
    if (process.env.HANG) await new Promise(() => undefined);
    return null;
  });
});

const kills = client.createFunction({ id: "kills", triggers: [{ event: "t/kill" }] }, async ({ step, runId }) => {
  await step.run("kill", async () => {
    await effect("kill", runId);
    process.kill(process.pid, "SIGKILL");
    return null;
  });
});

const takesLong = client.createFunction({ id: "takes-long", retries: 20, triggers: [{ event: "t/long" }] }, async ({ step, runId }) => {
  await step.run("long", async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await effect("long", runId);
    return null;
  });
});

const works = client.createFunction({ id: "works", retries: 20, triggers: [{ event: "t/work" }] }, async ({ step, runId }) => {
  for (let n = 0; n < 5; n++) await step.run(`step-${n}`, () => effect(`step-${n}`, runId).then(() => null));
  await Promise.all([0, 1, 2].map((n) => step.run(`side-${n}`, () => effect(`side-${n}`, runId).then(() => null))));
});

const executor = await startExecutor({ db, client, functions: [naps, hangs, kills, takesLong, works], logger, poll: 50 });
process.once("SIGTERM", () => void executor.stop(200).then(() => process.exit(0)));
