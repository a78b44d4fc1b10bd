import { randomUUID } from "node:crypto";
import { expect, inject, onTestFinished, test } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { databaseUrl, withClient } from "../../support/server";

const server = inject("postgres");

async function anEmptyDatabase() {
  const name = `empty_${randomUUID().replaceAll("-", "")}`;
  await withClient(server, (client) => client.query(`create database ${name}`));
  onTestFinished(() => withClient(server, async (client) => void (await client.query(`drop database ${name} with (force)`))));
  return databaseUrl(server, name);
}

test("processes that start at once migrate once", async () => {
  const url = await anEmptyDatabase();
  await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
  await migrateDatabase(url);
  const { rows } = await withClient(url, (client) =>
    client.query("select count(*)::int as n, count(distinct hash)::int as different from drizzle.__drizzle_migrations"),
  );
  expect(rows[0].n).toBe(rows[0].different);
  expect(rows[0].n).toBeGreaterThan(0);
});

test.each([
  [
    "a server that is not there",
    () => "postgres://app:hunter2@127.0.0.1:1/app",
    /app at 127\.0\.0\.1:1 cannot be used: nothing answers there/,
  ],
  ["a wrong password", () => server.replace(/:[^:@]+@/, ":hunter2@"), /refuses the password/],
  ["a database that does not exist", () => databaseUrl(server, "nowhere"), /nowhere at .+ does not exist\. Create it/],
])("%s is told in one sentence, without the password", async (_, url, sentence) => {
  const told = await migrateDatabase(url()).catch((error: Error) => error.message);
  expect(told).toMatch(sentence);
  expect(told).not.toContain("hunter2");
});
