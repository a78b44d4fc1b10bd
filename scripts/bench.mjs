// `npm run bench -- <name>`: how fast, beside a yardstick of the same run.
import { runTool } from "./launch/tool.mjs";

await runTool("bench", ["broadcast", "engine", "ingest", "start", "ui"]);
