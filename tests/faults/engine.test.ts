import { expect, test } from "vitest";
import { killWorkers } from "../chaos/worker-work";

test("the active worker and Postgres are killed under load: every run ends, each step is kept once, and the standby takes over in time", async () => {
  const figures = await killWorkers({ kills: 3, postgresKills: 1, seed: 7, runsAtOnce: 20 });
  expect(figures.filter(({ ok }) => ok === false)).toEqual([]);
}, 180_000);
