import { RunningInstance } from "../support/running.ts";
import { csvOf } from "./csv-of.ts";
import { verdict } from "./verdict.ts";
import { makeWorld } from "./world.ts";

// Two hundred formulas in everything that can be exported, and every file that is (X6).
const instance = await RunningInstance.start();
try {
  const world = await makeWorld(instance.facts);
  verdict("csv", await csvOf(world, 200));
  await world.db.end();
} finally {
  await instance.remove();
}
