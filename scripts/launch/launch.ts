import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultAddress, requireFreePort } from "./address.ts";
import { buildAll, bundleOnChange, isBuilt } from "./build.ts";
import { type Instance, takeDataFolder, writeInstance } from "./data.ts";
import { prepareEnvironment } from "./environment.ts";
import { asFailure, Failure } from "./failure.ts";
import type { Options } from "./options.ts";
import { migrate, type Parts, prepareInstance } from "./parts.ts";
import { stage } from "./progress.ts";
import { untilReady } from "./ready.ts";

type Launched = { instance: Instance; claimed: boolean };

/** Starts everything, one line per stage. When it resolves, the instance answers and `instance.json` says where. */
export async function launch(options: Options, parts: Parts, signal: AbortSignal): Promise<Launched> {
  const then = <T>(doing: string, work: () => T | Promise<T>) => {
    signal.throwIfAborted();
    return stage(doing, work);
  };
  await takeDataFolder(options.data);
  await requireFreePort(options.host, options.port);
  const { checked, builtInDatabase, forPrograms } = prepareEnvironment(options);
  let reload: () => void = () => undefined;
  if (options.dev) await then("Bundling the worker", () => bundleOnChange(() => reload()));
  else if (options.build && !isBuilt()) await then("Building, as after every change; this takes a minute or two", () => buildAll(signal));

  const databaseUrl = builtInDatabase
    ? await then("Starting Postgres", () => parts.startPostgres(options.data).catch(asFailure))
    : checked.DATABASE_URL;
  const env = forPrograms(databaseUrl);
  await then("Bringing the database up to date", () => migrate(env, options));
  const prepared = await then("Starting web and worker", async () => {
    await parts.startWeb(options, env);
    const worker = await parts.startWorker(options, env);
    reload = worker.again;
    const instance = await prepareInstance(env, options);
    await untilReady(defaultAddress(options.host, options.port), parts.deaths, signal).catch((error) => withLogs(error, options));
    return instance;
  });
  const { claimed, project, signInUrl } = prepared;
  const instance: Instance = { url: checked.APP_URL, databaseUrl, project, signInUrl };
  writeInstance(options.data, instance);
  return { instance, claimed };
}

/** The last lines of the logs say more about a start that failed than the failure itself. */
function withLogs(error: unknown, { dev, data }: Options): never {
  if (dev || !(error instanceof Failure)) throw error;
  const lines = ["web", "worker"].map((name) =>
    readFileSync(join(data, "logs", `${name}.log`), "utf8")
      .trimEnd()
      .split("\n")
      .slice(-20)
      .join("\n"),
  );
  throw new Failure(`${lines.join("\n")}\n${error.message}`);
}
