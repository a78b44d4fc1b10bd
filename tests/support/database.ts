import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import type {} from "./global-setup";
import { behindNeonProxy } from "./neon";
import { databaseUrl, TEMPLATE, withClient } from "./server";

/** Each process has a database of its own, which ends with the server: files of one run side by side and disturb no other's. */
const server = inject("postgres");
const process_ = globalThis as { testDatabase?: string };

async function created(): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await withClient(server, (client) => client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`));
  return databaseUrl(server, name);
}

process_.testDatabase ??= await created();
process.env.DATABASE_URL = process_.testDatabase;
if (process.env.DATABASE_DRIVER === "neon") await behindNeonProxy(); // as `npm test -- neon` asks
