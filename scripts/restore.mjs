// npm run restore -- <file> [--data <folder>]
// Makes an instance again from a backup's file, where there is none yet.
import { continueWith, setUp } from "./launch/setup.mjs";

await setUp({ dev: false });
await continueWith("scripts/backup/restore.ts", process.argv.slice(2));
