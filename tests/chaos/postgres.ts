import { parseArgs } from "node:util";
import { RunningInstance } from "../support/running.ts";
import { killUnderLoad } from "./killing.ts";
import { seedOf } from "./random.ts";
import { atMost, conclude, fact } from "./told.ts";

const { values: said } = parseArgs({ options: { kills: { type: "string", default: "25" }, seed: { type: "string" } } });
const kills = Number(said.kills);
const seed = seedOf(said.seed);

const instance = await RunningInstance.start();
try {
  const { acked, lost, doubled, ackedWhileDown, recoveries } = await killUnderLoad(instance, "postgres", { kills, seed });
  conclude("postgres", [
    fact(`R2: Postgres killed ${kills} times, calls acknowledged`, acked, "calls"),
    atMost("R2: acknowledged and lost", lost, "calls", 0),
    atMost("R2: counted twice", doubled, "calls", 0),
    atMost("R2: acknowledged while it was down", ackedWhileDown, "requests", 0),
    atMost("R2: slowest recovery", Math.max(...recoveries), "ms", 5_000),
  ]);
} finally {
  await instance.remove();
}
