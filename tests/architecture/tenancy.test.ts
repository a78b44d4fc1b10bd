import { readFileSync } from "node:fs";
import { getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import * as schema from "@/db/schema";

/** Tables that belong to no project: people, their sessions, the instance's own keys, the pace of its providers, and the durable engine's queue. */
const GLOBAL = ["users", "sessions", "one_time_links", "attempts", "data_keys", "projects", "sender_paces"];
const isGlobal = (name: string) => GLOBAL.includes(name) || name.startsWith("engine_");
const tables = Object.values<unknown>(schema).filter((value) => is(value, PgTable));
const owned = tables.filter((table) => !isGlobal(getTableName(table)));

describe.each(owned.map((table) => [getTableName(table), getTableConfig(table)] as const))("%s", (_, config) => {
  test("belongs to a project", () => {
    expect(config.columns.find((column) => column.name === "projectId")?.notNull).toBe(true);
  });

  test("points only at rows of the same project", () => {
    for (const { reference } of config.foreignKeys) {
      const { columns, foreignTable } = reference();
      if (isGlobal(getTableName(foreignTable))) continue;
      expect(columns.map((column) => column.name)).toContain("projectId");
    }
  });
});

describe("a table that points at customers", () => {
  const pointing = owned
    .map(getTableConfig)
    .filter(({ foreignKeys }) => foreignKeys.some((key) => getTableName(key.reference().foreignTable) === "customers"));
  const moving = readFileSync("lib/customers/moving.ts", "utf8");

  test.each(pointing.map(({ name }) => name))("%s says what becomes of its rows when two customers turn out to be one", (name) => {
    expect(moving).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
