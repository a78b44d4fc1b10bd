import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../db/embedded.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: string;
  }
}

export const TEMPLATE = "crowdpower_template";

/** One Postgres for the whole run, with one migrated database that every test file gets a copy of. */
export default async function setup(project: TestProject) {
  const dir = mkdtempSync(join(tmpdir(), "crowdpower-test-"));
  const postgres = await startPostgres({ dir, settings: { fsync: "off", full_page_writes: "off", shared_buffers: "128MB" } });
  await withClient(postgres.url, (client) => client.query(`create database ${TEMPLATE}`));
  await withClient(databaseUrl(postgres.url, TEMPLATE), (client) => migrate(drizzle(client), { migrationsFolder: "db/migrations" }));
  project.provide("postgres", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
