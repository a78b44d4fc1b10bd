import { rmSync } from "node:fs";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../db/embedded.ts";
import { scratchFolder } from "./scratch.ts";
import { databaseUrl, TEMPLATE, withClient } from "./server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: string;
  }
}

/** Nothing of it outlives the run, so that nothing need survive a crash. */
const SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "512MB",
  shared_buffers: "128MB",
};

/** One Postgres for the whole run, with one migrated database that every test file gets a copy of. */
export default async function setup(project: TestProject) {
  const dir = scratchFolder("test");
  const postgres = await startPostgres({ dir, settings: SETTINGS });
  await withClient(postgres.url, (client) => client.query(`create database ${TEMPLATE}`));
  await withClient(databaseUrl(postgres.url, TEMPLATE), (client) => migrate(drizzle(client), { migrationsFolder: "db/migrations" }));
  project.provide("postgres", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
