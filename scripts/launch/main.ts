import { existsSync } from "node:fs";
import { join } from "node:path";
import { EnvError } from "../../lib/env.ts";
import { root } from "./build.ts";
import { Failure } from "./failure.ts";
import { launch } from "./launch.ts";
import { readOptions, USAGE } from "./options.ts";
import { Parts } from "./parts.ts";
import { screen } from "./screen.ts";

const parts = new Parts();
const stopping = new AbortController();
let launched: Promise<void> = Promise.resolve();

async function run() {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const options = readOptions(process.argv.slice(2));
  if (options === "help") return void console.log(USAGE);
  const launched = await launch(options, parts, stopping.signal);
  console.log(launched ? screen(launched.instance, launched.claimed, options.data) : "\n  The worker runs. Ctrl-C stops it.\n");
  parts.tellDeaths((line) => console.log(`  ${new Date().toISOString().slice(11, 19)}  ${line}`));
}

/** Ends what was started, once, whoever asks and how often. */
async function end(code: number) {
  if (stopping.signal.aborted) return;
  stopping.abort();
  await launched.catch(() => undefined);
  await parts.stop();
  process.exit(code);
}

for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined); // nobody reads any more: no reason to end
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));
process.once("disconnect", () => void end(1)); // the first half of the start was killed
process.channel?.unref();

launched = run();
launched.catch((error: unknown) => {
  if (stopping.signal.aborted) return;
  const expected = error instanceof Failure || error instanceof EnvError;
  console.error(expected ? `\n${error.message}` : error);
  void end(1);
});
