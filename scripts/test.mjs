// `npm test`, first half: brings what is missing, development packages and a browser among it, and goes on with Node 24.
// `npm test -- check unit` runs only the named parts; `npm test -- neon` one more, which is the same as `unit` on Neon's driver.
import { continueWith, setUp } from "./launch/setup.mjs";

await setUp({ dev: true });
await continueWith("scripts/test/main.ts", process.argv.slice(2));
