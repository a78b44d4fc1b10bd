import { RunningInstance } from "../support/running.ts";
import { authOf } from "./auth-of.ts";
import { verdict } from "./verdict.ts";
import { makeWorld } from "./world.ts";

// A thousand guesses at an account of a real instance, and what its answers tell of who has one (X9).
const instance = await RunningInstance.start();
try {
  const world = await makeWorld(instance.facts);
  const { verdicts, timing } = await authOf(world, { attempts: 1_000, pairs: 60 });
  await world.db.end();
  verdict("auth", verdicts);
  console.log(`  an account that exists takes ${Math.round(timing * 100)} % of the time of one that does not`);
} finally {
  await instance.remove();
}
