import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Failure } from "./failure.ts";

export type Options = { port: number; host: string; data: string; dev: boolean; build: boolean };

export const USAGE = `Usage: npm start -- [options]
  --port <number>   where to listen (3000)
  --host <address>  on which address (127.0.0.1: this machine only)
  --data <folder>   where the database and the secrets are kept (.data)
  --no-build        use the last build, even if the sources have changed
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
    dev: values.dev ?? false,
    build: values.build ?? true,
  };
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
        dev: { type: "boolean" },
        build: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

export const isLoopback = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");
