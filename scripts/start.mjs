// `npm start`, first half: plain JavaScript for any Node from 20.9, which installs what is missing and goes on with Node 24.
import { continueWith, setUp } from "./launch/setup.mjs";

await setUp({ dev: false });
await continueWith("scripts/launch/main.ts", process.argv.slice(2));
