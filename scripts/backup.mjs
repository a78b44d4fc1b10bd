// npm run backup -- [file] [--data <folder>]
// Writes all that an instance keeps into one file, while it runs or while it does not.
import { continueWith, setUp } from "./launch/setup.mjs";

await setUp({ dev: false });
await continueWith("scripts/backup/backup.ts", process.argv.slice(2));
