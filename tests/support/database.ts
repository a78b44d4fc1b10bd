import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import type {} from "./global-setup";
import { databaseUrl, TEMPLATE, withClient } from "./server";

/** Each test file has a database of its own, so files run side by side and whatever one leaves behind disturbs no other. */
const server = inject("postgres");
const name = `test_${randomBytes(6).toString("hex")}`;
await withClient(server, (client) => client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`));
process.env.DATABASE_URL = databaseUrl(server, name);

afterAll(async () => {
  await withClient(server, (client) => client.query(`drop database ${name} with (force)`));
});
