import { RunningInstance } from "../support/running.ts";
import { publicKeyOf } from "./keys-of.ts";
import { verdict } from "./verdict.ts";
import { makeWorld } from "./world.ts";

// A public key against everything that is not for reporting (X2).
const instance = await RunningInstance.start();
try {
  const world = await makeWorld(instance.facts);
  const { tried, leaks } = await publicKeyOf(world);
  await world.db.end();
  verdict("keys", [{ name: "accepted", of: tried, found: leaks }]);
} finally {
  await instance.remove();
}
