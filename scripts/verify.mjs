// `npm run verify -- <name>`: a promise held against a whole corpus, where a test holds it against examples.
import { runTool } from "./launch/tool.mjs";

await runTool("verify", ["auth", "counts", "csrf", "csv", "isolation", "keys", "ssrf", "unsubscribe"]);
