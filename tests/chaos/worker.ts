import { parseArgs } from "node:util";
import { publish } from "../bench/harness.ts";
import { killWorkers } from "./worker-work.ts";

const { values: said } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    postgres: { type: "string", default: "25" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
  },
});
console.log(`Seed ${said.seed}`);
const figures = await killWorkers({ kills: Number(said.kills), postgresKills: Number(said.postgres), seed: Number(said.seed) });
publish("worker", figures, "chaos");
process.exitCode = figures.every(({ ok }) => ok !== false) ? 0 : 1;
