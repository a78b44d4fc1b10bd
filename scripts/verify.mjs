// `npm run verify -- <name>`: whether it is right, with a figure for each thing that was looked at.
import { runTool } from "./launch/tool.mjs";

await runTool("verify", ["ssrf"]);
