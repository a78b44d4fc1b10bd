// `npm run chaos -- ingest --kills 100 --seed 1`: kills what runs, under load and at random moments, and counts what was lost, doubled or late.
import { runTool } from "./launch/tool.mjs";

await runTool("chaos", ["backends", "broadcast", "ingest", "postgres", "soak", "worker", "worker-outage"]);
