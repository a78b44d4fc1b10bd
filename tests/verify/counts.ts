import { RunningInstance } from "../support/running.ts";
import { countsOf } from "./counts-of.ts";
import { verdict } from "./verdict.ts";
import { makeWorld } from "./world.ts";

// What screens and answers of a real instance count, against a recount of the rows (C3).
const instance = await RunningInstance.start();
try {
  const world = await makeWorld(instance.facts);
  verdict("counts", [await countsOf(world)]);
  await world.db.end();
} finally {
  await instance.remove();
}
