import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as schema from "@/db/schema";
import { leaksOf, ownedTables, pointsAtCustomers } from "../support/tenancy";

const owned = ownedTables(schema);

test.each(owned.map((table) => [table.name, table] as const))(
  "%s belongs to a project and points only at rows of the same one",
  (_, table) => {
    expect(leaksOf(table)).toEqual([]);
  },
);

describe("a table that points at customers", () => {
  const pointing = owned.filter(pointsAtCustomers);
  const moving = readFileSync("lib/customers/moving.ts", "utf8");
  const erasing = ["erasing", "forgetting"].map((file) => readFileSync(`lib/customers/${file}.ts`, "utf8")).join();

  test.each(pointing.map(({ name }) => name))("%s says what becomes of its rows when two customers turn out to be one", (name) => {
    expect(moving).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test.each(pointing.map(({ name }) => name))("%s says what becomes of its rows when somebody is erased", (name) => {
    expect(erasing).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
