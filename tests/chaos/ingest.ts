import { parseArgs } from "node:util";
import { RunningInstance } from "../support/running.ts";
import { killUnderLoad } from "./killing.ts";
import { seedOf } from "./random.ts";
import { atMost, conclude, fact } from "./told.ts";

const { values: said } = parseArgs({ options: { kills: { type: "string", default: "100" }, seed: { type: "string" } } });
const kills = Number(said.kills);
const seed = seedOf(said.seed);

const instance = await RunningInstance.start();
try {
  const { acked, lost, doubled, recoveries } = await killUnderLoad(instance, "web", { kills, seed });
  conclude("ingest", [
    fact(`R1: web killed ${kills} times, calls acknowledged`, acked, "calls"),
    atMost("R1: acknowledged and lost", lost, "calls", 0),
    atMost("R1: counted twice", doubled, "calls", 0),
    atMost("R1: slowest recovery", Math.max(...recoveries), "ms", 5_000),
  ]);
} finally {
  await instance.remove();
}
