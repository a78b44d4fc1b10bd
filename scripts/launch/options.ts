import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Failure } from "./failure.ts";

/** What this start runs: everything, or one half of it beside the other on a server of its own. */
const ROLES = ["all", "web", "worker"] as const;
export type Role = (typeof ROLES)[number];

export type Options = { port: number; host: string; data: string; role: Role; dev: boolean; build: boolean; logsHere: boolean };

export const USAGE = `Usage: npm start -- [options]
  --port <number>   where to listen (3000)
  --host <address>  on which address (127.0.0.1: this machine only)
  --data <folder>   where the database and the secrets are kept (.data)
  --only <part>     web or worker: runs one of them, the other elsewhere on the same DATABASE_URL and AUTH_SECRET
  --no-build        use the last build, even if the sources have changed
  --logs-here       write the logs to standard output and not to files
  --dev             reload on every change (the same as npm run dev)`;

/** Reads the command line, in the folder that the person stood in. */
export function readOptions(args: string[], variables: NodeJS.ProcessEnv = process.env): Options | "help" {
  const { values } = parse(args);
  if (values.help) return "help";
  const port = Number(values.port ?? variables.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Failure(`--port must be a number from 1 to 65535, not "${values.port ?? variables.PORT}".`);
  return {
    port,
    host: values.host ?? "127.0.0.1",
    data: resolve(variables.INIT_CWD ?? process.cwd(), values.data ?? ".data"),
    role: roleIn(values.only),
    dev: values.dev ?? false,
    build: values.build ?? true,
    logsHere: values["logs-here"] ?? false,
  };
}

function roleIn(only: string | undefined): Role {
  if (only === undefined) return "all";
  if (only === "web" || only === "worker") return only;
  throw new Failure(`--only takes web or worker, not "${only}".`);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowNegative: true,
      options: {
        port: { type: "string" },
        host: { type: "string" },
        data: { type: "string" },
        only: { type: "string" },
        dev: { type: "boolean" },
        "logs-here": { type: "boolean" },
        build: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

export const isLoopback = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");
