// Shared by `npm run bench`, `chaos` and `verify`: plain JavaScript for any Node from 20.9, which installs what is missing and goes on with Node 24.
import { continueWith, giveUp, setUp } from "./setup.mjs";

/** Runs `tests/<kind>/<name>.ts` with the rest of the arguments. */
export async function runTool(kind, names) {
  const [name, ...rest] = process.argv.slice(2);
  if (!names.includes(name)) giveUp(`Say which: npm run ${kind} -- ${names.join(" | ")}`);
  await setUp({ dev: true });
  await continueWith(`tests/${kind}/${name}.ts`, rest);
}
