import { fork } from "node:child_process";
import { basename, join } from "node:path";
import { startPostgres } from "../../db/embedded.ts";
import { bundle, nextProgram, root } from "./build.ts";
import type { Prepared } from "./data.ts";
import { Failure } from "./failure.ts";
import { isLoopback, type Options } from "./options.ts";
import { type Kept, keep, limitLog, type Running, startProgram } from "./supervisor.ts";

/** The processes that the launcher owns. Deaths before everything was ready are a reason not to get ready; later ones are news. */
export class Parts {
  readonly deaths: string[] = [];
  #tell: (line: string) => void = () => undefined;
  #programs: Kept[] = [];
  #database: Kept | undefined;

  readonly #say = (line: string) => {
    this.deaths.push(line);
    this.#tell(line);
  };

  /** Starts the built-in Postgres and answers its URL, which stays the same through every restart. */
  async startPostgres(data: string): Promise<string> {
    const dir = join(data, "postgres");
    const first = await startPostgres({ dir });
    const running = (postgres: typeof first): Running => ({ ...postgres, exited: postgres.exited.then(() => "see postgres.log") });
    let next: Promise<Running> | undefined = Promise.resolve(running(first));
    const begin = () => {
      const begun = next ?? startPostgres({ dir, port: first.port }).then(running);
      next = undefined;
      return begun;
    };
    this.#database = await keep("Postgres", begin, this.#say);
    return first.url;
  }

  async startWeb(options: Options, env: NodeJS.ProcessEnv) {
    const before = ["end-with-launcher.mjs", "peer-address.mjs"].flatMap((file) => ["--import", join(root, "scripts/launch", file)]);
    const args = [...before, nextProgram, options.dev ? "dev" : "start", "--hostname", options.host, "--port", String(options.port)];
    return this.#keepProgram("web", args, env, options);
  }

  async startWorker(options: Options, env: NodeJS.ProcessEnv) {
    return this.#keepProgram("worker", [...(options.dev ? ["--enable-source-maps"] : []), bundle("worker", options.dev)], env, options);
  }

  async #keepProgram(name: string, args: string[], env: NodeJS.ProcessEnv, { dev, logsHere, data }: Options): Promise<Kept> {
    const log = dev || logsHere ? undefined : join(data, "logs", `${name}.log`);
    if (log) limitLog(log);
    const kept = await keep(name, async () => startProgram({ args, env, log }), this.#say);
    this.#programs.push(kept);
    return kept;
  }

  /** From now on deaths are told. */
  tellDeaths(tell: (line: string) => void) {
    this.#tell = tell;
  }

  /** Web and worker first, for they need the database to end well. */
  async stop() {
    await Promise.all(this.#programs.map((program) => program.stop()));
    await this.#database?.stop();
  }
}

/** Brings the tables up to date, or fails with a sentence. */
export async function migrate(env: NodeJS.ProcessEnv, { dev }: Options) {
  const { failure } = await answerOf<{ failure: string | null }>(bundle("migrate", dev), [], env);
  if (failure) throw new Failure(failure);
}

/** Makes the first project if there is none, and a link for whoever sits at this machine. */
export const prepareInstance = (env: NodeJS.ProcessEnv, { host, dev }: Options) =>
  answerOf<Prepared>(bundle("instance", dev), isLoopback(host) ? ["--fresh-link"] : [], env);

/** What needs the domain runs in a process of its own, which tells its answer and ends. */
const answerOf = <T>(program: string, args: string[], env: NodeJS.ProcessEnv) =>
  new Promise<T>((resolve, reject) => {
    const child = fork(program, args, { env, cwd: root });
    child.once("message", (answer) => resolve(answer as T));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Failure(`${basename(program)} ended with ${code}; what is above says why.`)));
  });
