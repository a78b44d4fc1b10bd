import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { processes } from "./processes.ts";
import { scratchFolder } from "./scratch.ts";

const START = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));

/** How a part of a running instance is told from the others in the list of processes. */
const PARTS = { web: /next-server|next\/dist\/bin\/next/, worker: /dist\/worker\.mjs/, postgres: /bin\/postgres -D/ } as const;
export type Part = keyof typeof PARTS;

/** What a test run sets for itself and an instance must find out on its own. */
const UNSET = { DATABASE_URL: "", APP_URL: "", AUTH_SECRET: "", LOG_LEVEL: "", npm_lifecycle_event: "" };

/** Tests send more at a time than one project's senders may. */
const UNLIMITED = { INGEST_REQUESTS_PER_SECOND: "1000000" };

type Facts = {
  url: string;
  databaseUrl: string;
  project: { id: string; slug: string; publicKey: string; secretKey: string };
  signInUrl: string;
};

/** Where and how it is started, where that is not this checkout's own start on a scratch folder. */
type Place = { cwd?: string; command?: readonly string[]; data?: string };

/** An instance of its own, started as a person would start it, on a folder and a port that nobody else uses. */
export class RunningInstance {
  readonly data: string;
  readonly file: string;
  output = "";
  #port = 0;
  #process: ChildProcess | undefined;
  readonly #variables: Record<string, string>;
  readonly #options: readonly string[];
  readonly #command: readonly string[];
  readonly #cwd: string | undefined;

  private constructor(variables: Record<string, string>, options: readonly string[], { cwd, command, data }: Place) {
    this.data = data ?? scratchFolder("instance");
    this.file = join(this.data, "instance.json");
    this.#variables = variables;
    this.#options = options;
    this.#command = command ?? [process.execPath, START];
    this.#cwd = cwd;
  }

  /** `options` are those of the command line, besides the folder and the port. */
  static async start(variables: Record<string, string> = {}, options: readonly string[] = [], place: Place = {}): Promise<RunningInstance> {
    const instance = new RunningInstance(variables, options, place);
    instance.#port = await freePort();
    await instance.startAgain();
    return instance;
  }

  /** Starts the launcher on the same folder and port; resolves when it has printed its screen. */
  async startAgain() {
    const env = { ...process.env, NODE_ENV: "production" as const, ...UNSET, ...UNLIMITED, ...this.#variables };
    const [program = "", ...args] = [...this.#command, "--data", this.data, "--port", String(this.#port), ...this.#options];
    const child = spawn(program, args, { cwd: this.#cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.#process = child;
    const end = () => child.kill("SIGTERM"); // a run of tests that is given up leaves nothing behind
    process.once("exit", end);
    child.once("exit", () => process.off("exit", end));
    this.output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (this.output += chunk));
    await eventually(
      "the instance is ready",
      () => {
        if (child.exitCode !== null) throw new Error(`The launcher ended with ${child.exitCode}:\n${this.output}`);
        return /CrowdPower is ready|The worker runs/.test(this.output);
      },
      300_000,
    );
  }

  get facts(): Facts {
    return JSON.parse(readFileSync(this.file, "utf8"));
  }

  /** The line of its screen that sends a first event. */
  get firstEvent(): string {
    return /^curl .+$/m.exec(this.output)?.[0] ?? "";
  }

  /** Every process of it. */
  get everything(): number[] {
    return [this.launcher, ...(["web", "worker", "postgres"] as const).map((part) => this.pidOf(part))];
  }

  /** What `npm start` runs, which brings the launcher up and waits for it. */
  get firstHalf(): number {
    return this.#process?.pid ?? 0;
  }

  /** The launcher proper: the first half of the start only waits for it. */
  get launcher(): number {
    return processes().find(({ parent, args }) => parent === this.firstHalf && args.includes("launch/main.ts"))?.pid ?? 0;
  }

  pidOf(part: Part): number {
    const { launcher } = this;
    return processes().find(({ parent, args }) => parent === launcher && PARTS[part].test(args))?.pid ?? 0;
  }

  kill(pid: number) {
    if (pid < 2) throw new Error("There is no such process to kill.");
    process.kill(pid, "SIGKILL");
  }

  /** Asks the Core API with the secret key of its first project, or with another; anything but success is an error with what was said. */
  async core<T>(path: string, body?: object, method = body ? "POST" : "GET", key = this.facts.project.secretKey): Promise<T> {
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(`${this.facts.url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${method} ${path}: ${text}`);
    return JSON.parse(text) as T;
  }

  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.facts.url}/api/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    return answer?.ok ?? false;
  }

  /** Ends it as whoever looks after services would, or with SIGINT as Ctrl-C does, which all that runs in the terminal's foreground gets. */
  async stop(signal: "SIGTERM" | "SIGINT" = "SIGTERM") {
    if (signal === "SIGINT") process.kill(-this.firstHalf, signal);
    else this.#process?.kill(signal);
    await eventually("the launcher ends", () => this.#process?.exitCode !== null || this.#process.signalCode !== null, 40_000);
  }

  async remove() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** Asks until the answer is yes; fails, saying what was waited for, when it never is. */
export async function eventually(what: string, isSo: () => boolean | Promise<boolean>, millis: number) {
  const deadline = performance.now() + millis;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Not within ${millis} ms: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A free port below those that the system gives to connections, one of which might take it before it is listened on. */
async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const isFree = await new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
  return isFree ? port : freePort();
}
