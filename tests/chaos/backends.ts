import { parseArgs } from "node:util";
import pg from "pg";
import { withClient } from "../support/server.ts";
import { RunningInstance } from "../support/running.ts";
import { countedIn } from "./killing.ts";
import { Load } from "./load.ts";
import { atMost, conclude, fact } from "./told.ts";

const { values: said } = parseArgs({ options: { secs: { type: "string", default: "60" }, idle: { type: "string", default: "100" } } });
const seconds = Number(said.secs);
const idle = Number(said.idle);

const EVERY_MS = 200;
const BASELINE_MS = 5_000;
/** Time to come back, and how long it is looked at then. */
const BACK_MS = 2_000;
const LOOK_MS = 5_000;
const SENDERS = 8;
/** Least part of the throughput of before. */
const LEAST = 0.9;

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

/** Ends every connection to the instance's database but one's own, again and again. */
async function terminateFor(url: string, millis: number): Promise<number> {
  const until = performance.now() + millis;
  let ended = 0;
  await withClient(url, async (client) => {
    while (performance.now() < until) {
      const { rowCount } = await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      ended += rowCount ?? 0;
      await pause(EVERY_MS);
    }
  });
  return ended;
}

async function heldIdle(url: string, count: number): Promise<pg.Client[]> {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  for (const client of clients) {
    client.on("error", () => {});
    await client.connect();
  }
  return clients;
}

const instance = await RunningInstance.start();
try {
  const { databaseUrl } = instance.facts;
  const load = new Load(instance, SENDERS);
  await pause(BACK_MS);
  const rateOfNext = async (millis: number) => {
    const from = performance.now();
    await pause(millis);
    return load.rate(from, performance.now());
  };
  const before = await rateOfNext(BASELINE_MS);
  const ended = await terminateFor(databaseUrl, seconds * 1000);
  await pause(BACK_MS);
  const after = await rateOfNext(LOOK_MS);
  const clients = await heldIdle(databaseUrl, idle);
  const beside = await rateOfNext(LOOK_MS);
  await load.stop();
  for (const client of clients) await client.end();
  const { acked, lost, doubled } = await countedIn(instance, load);
  const percentShort = (rate: number) => Math.max(0, 100 - (100 * rate) / before);
  conclude("backends", [
    fact("R7: connections ended", ended, "times"),
    fact("R7: calls acknowledged", acked, "calls"),
    fact("R7: throughput before", before, "calls/s"),
    atMost("R7: throughput missing 2 s after", percentShort(after), "%", Math.round(100 * (1 - LEAST))),
    atMost(`R7: throughput missing beside ${idle} idle connections`, percentShort(beside), "%", Math.round(100 * (1 - LEAST))),
    atMost("R7: acknowledged and lost", lost, "calls", 0),
    atMost("R7: counted twice", doubled, "calls", 0),
  ]);
} finally {
  await instance.remove();
}
