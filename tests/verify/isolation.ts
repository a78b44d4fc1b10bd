import { RunningInstance } from "../support/running.ts";
import { deadRows, isolationOf } from "./isolation-of.ts";
import { verdict } from "./verdict.ts";
import { makeWorld } from "./world.ts";

// Every page, route and action of a real instance, tried by everybody who has no business behind it (X1).
const instance = await RunningInstance.start();
try {
  const world = await makeWorld(instance.facts);
  const { tried, doors, leaks, missing } = await isolationOf(world);
  await world.db.end();
  verdict("isolation", [
    { name: "doors without a row", of: doors, found: missing },
    { name: "rows without a door", of: doors, found: deadRows() },
    { name: "leaks", of: tried, found: leaks },
  ]);
} finally {
  await instance.remove();
}
