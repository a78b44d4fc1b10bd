import { RunningInstance } from "../support/running.ts";
import { crossSiteOf } from "./csrf-of.ts";
import { verdict } from "./verdict.ts";
import { makeWorld } from "./world.ts";

// Every action of a real instance, called from other websites with a valid cookie (X12).
const instance = await RunningInstance.start();
try {
  const world = await makeWorld(instance.facts);
  const { tried, leaks } = await crossSiteOf(world);
  await world.db.end();
  verdict("csrf", [{ name: "accepted", of: tried, found: leaks }]);
} finally {
  await instance.remove();
}
