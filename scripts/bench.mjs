// `npm run bench -- <name>`: plain JavaScript for any Node from 20.9, which installs what is missing and goes on with Node 24.
import { continueWith, giveUp, setUp } from "./launch/setup.mjs";

const BENCHES = ["engine", "ingest"];
const [name, ...rest] = process.argv.slice(2);
if (!BENCHES.includes(name)) giveUp(`Say which: npm run bench -- ${BENCHES.join(" | ")}`);
await setUp({ dev: true });
await continueWith(`tests/bench/${name}.ts`, rest);
