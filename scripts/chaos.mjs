// `npm run chaos -- <phase>`: what is left of its promises when parts are killed under load.
import { runTool } from "./launch/tool.mjs";

await runTool("chaos", ["worker", "worker-outage", "soak"]);
