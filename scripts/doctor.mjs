// npm run doctor -- [--data <folder>]
// Looks at everything that an instance needs and says what is wrong with it, and what to do. Changes nothing; ends with 1 if something is wrong.
import { continueWith, setUp } from "./launch/setup.mjs";

await setUp({ dev: false });
await continueWith("scripts/doctor/doctor.ts", process.argv.slice(2));
