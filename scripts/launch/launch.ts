import { existsSync, readFileSync } from "node:fs";
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

/**
 * Starts what was asked for, one line per stage. When it resolves, the instance answers and `instance.json` says where; a worker by itself
 * answers nobody, so there is nothing to tell of it.
 */
export async function launch(options: Options, parts: Parts, signal: AbortSignal): Promise<Launched | null> {
  const then = <T>(doing: string, work: () => T | Promise<T>) => {
    signal.throwIfAborted();
    return stage(doing, work);
  };
  await takeDataFolder(options.data);
  if (options.role !== "worker") await requireFreePort(options.host, options.port);
  const { checked, builtInDatabase, forPrograms } = prepareEnvironment(options);
  let reload: () => void = () => undefined;
  if (options.dev) await then("Bundling the worker", () => bundleOnChange(() => reload()));
  else if (options.build && !isBuilt()) await then("Building, as after every change; this takes a minute or two", () => buildAll(signal));

  const databaseUrl = builtInDatabase
    ? await then("Starting Postgres", () => parts.startPostgres(options.data).catch(asFailure))
    : checked.DATABASE_URL;
  const env = forPrograms(databaseUrl);
  await then("Bringing the database up to date", () => migrate(env, options));
  if (options.role === "worker") {
    reload = (await then("Starting the worker", () => parts.startWorker(options, env))).again;
    return null;
  }
  const alone = options.role === "web";
  const prepared = await then(alone ? "Starting web" : "Starting web and worker", async () => {
    await parts.startWeb(options, env);
    if (!alone) reload = (await parts.startWorker(options, env)).again;
    const instance = await prepareInstance(env, options);
    const answers = `${defaultAddress(options.host, options.port)}/api/health/${alone ? "live" : "ready"}`;
    await untilReady(answers, parts.deaths, signal).catch((error) => withLogs(error, options));
    return instance;
  });
  const { claimed, project, signInUrl } = prepared;
  const instance: Instance = { url: checked.APP_URL, databaseUrl, project, signInUrl };
  writeInstance(options.data, instance);
  return { instance, claimed };
}

/** The last lines of the logs say more about a start that failed than the failure itself. */
function withLogs(error: unknown, { dev, logsHere, data }: Options): never {
  if (dev || logsHere || !(error instanceof Failure)) throw error;
  const logs = ["web", "worker"].map((name) => join(data, "logs", `${name}.log`)).filter((log) => existsSync(log));
  const lines = logs.map((log) => readFileSync(log, "utf8").trimEnd().split("\n").slice(-20).join("\n"));
  throw new Failure(`${lines.join("\n")}\n${error.message}`);
}
