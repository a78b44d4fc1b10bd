import { Inngest, RetryAfterError } from "inngest";
import pino from "pino";
import { openPool } from "@/db/client";
import { embeddedOptions } from "@/inngest/engine/embedded-fetch";
import { startExecutor } from "@/inngest/engine/executor";

// A worker to be killed. What its steps do to the world is keyed by run and step, as every effect of ours is: doing it again gives what was given.
const db = openPool(process.env.DATABASE_URL, 6);
const logger = pino({ level: "silent" });
const client = new Inngest({ id: "victim", ...embeddedOptions(db), logger });

const EFFECT = `insert into effects (run_id, step) values ($1, $2)
  on conflict (run_id, step) do update set times = effects.times + 1 returning value`;
const effect = async (runId: string, step: string) => {
  const { rows } = await db.query<{ value: string }>(EFFECT, [runId, step]).catch((cause: unknown) => {
    throw new RetryAfterError("The database was away.", 1_000, { cause });
  });
  return rows[0]!.value;
};

const works = client.createFunction({ id: "works", retries: 20, triggers: [{ event: "chaos/work" }] }, async ({ step, runId }) => {
  for (const name of ["one", "two", "three"]) await step.run(name, () => effect(runId, name));
  await Promise.all(["left", "middle", "right"].map((name) => step.run(name, () => effect(runId, name))));
  await step.sleep("nap", "1s");
  await step.run("last", () => effect(runId, "last"));
});

/** Whoever kills must learn of every leader, also of one that began while Postgres was away. */
const tell = async (epoch: number): Promise<unknown> =>
  db.query("insert into leaders values ($1, $2) on conflict do nothing", [epoch, process.pid]).catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return tell(epoch);
  });
logger.info = (about: object) => void ("epoch" in about && tell(Number(about.epoch)));
await startExecutor({ db, client, functions: [works], logger, poll: 250 });
