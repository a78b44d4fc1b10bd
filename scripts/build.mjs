// npm run build: installs what is missing and builds web and worker, for an image or a server that only starts them.
import { continueWith, setUp } from "./launch/setup.mjs";

await setUp({ dev: false });
await continueWith("scripts/launch/build-all.ts", []);
