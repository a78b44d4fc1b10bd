// `npm run screens`: pictures of every page, full and empty, wide and narrow, light and dark, in .data/screens.
import { continueWith, setUp } from "./launch/setup.mjs";

await setUp({ dev: true });
await continueWith("tests/screens/screens.ts", process.argv.slice(2));
