import { getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";

/** Tables that belong to no project: people, their sessions, the instance's own keys, the pace of its providers, and the durable engine's queue. */
const GLOBAL = ["users", "sessions", "one_time_links", "attempts", "data_keys", "projects", "sender_paces"];
const isGlobal = (name: string) => GLOBAL.includes(name) || name.startsWith("engine_");

type Config = ReturnType<typeof getTableConfig>;

/** The tables of a schema that belong to projects. */
export const ownedTables = (schema: object): Config[] =>
  Object.values(schema)
    .filter((value) => is(value, PgTable))
    .filter((table) => !isGlobal(getTableName(table)))
    .map(getTableConfig);

const targetsOf = ({ foreignKeys }: Config) => foreignKeys.map(({ reference }) => reference());

export const pointsAtCustomers = (table: Config): boolean =>
  targetsOf(table).some(({ foreignTable }) => getTableName(foreignTable) === "customers");

/** What lets a table's rows out of their project, a sentence each. */
export function leaksOf(table: Config): string[] {
  const whole = table.columns.find(({ name }) => name === "projectId")?.notNull === true;
  const links = targetsOf(table).filter(
    ({ columns, foreignTable }) => !isGlobal(getTableName(foreignTable)) && !columns.some(({ name }) => name === "projectId"),
  );
  return [
    ...(whole ? [] : [`${table.name} does not say whose its rows are.`]),
    ...links.map(({ foreignTable }) => `${table.name} can point at another project's ${getTableName(foreignTable)}.`),
  ];
}
