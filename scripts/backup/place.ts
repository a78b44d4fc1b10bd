import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { startPostgres } from "../../db/embedded.ts";
import { root } from "../launch/build.ts";
import { Failure } from "../launch/failure.ts";
import { lockFolder } from "../launch/lock.ts";

export const folderOf = (said: string | undefined) => resolve(process.env.INIT_CWD ?? process.cwd(), said ?? ".data");

/** The database of a server, where one is named. */
export function namedDatabase(): string | undefined {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const { DATABASE_URL, DATABASE_URL_FILE } = process.env;
  return DATABASE_URL || (DATABASE_URL_FILE ? readFileSync(DATABASE_URL_FILE, "utf8").trim() : undefined);
}

/** Does something with the built-in Postgres of a data folder: the one that runs, else one that is started for it. */
export async function withBuiltIn<T>(data: string, work: (url: string) => Promise<T>): Promise<T> {
  const release = await lockFolder(data, "data");
  if (!release) return work(runningAt(data));
  const postgres = await startPostgres({ dir: join(data, "postgres") });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
    release();
  }
}

function runningAt(data: string): string {
  const file = join(data, "instance.json");
  if (!existsSync(file)) throw new Failure(`An instance is just starting on ${data}. Try again when it is ready.`);
  return (JSON.parse(readFileSync(file, "utf8")) as { databaseUrl: string }).databaseUrl;
}

export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error: Error) => {
    throw new Failure(`The database does not let us in: ${error.message}`);
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs a program of this folder: what a person can put right is one sentence. */
export async function running(work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
