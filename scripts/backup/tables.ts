import type pg from "pg";

/** A table with the columns that hold what was put there; generated ones follow from these. */
export type Table = { name: string; columns: string[] };

/** Every table of ours, those that others point at before those that point. */
export async function tablesInOrder(client: pg.ClientBase): Promise<Table[]> {
  const { rows: tables } = await client.query<Table>(COLUMNS);
  const { rows: links } = await client.query<{ from: string; to: string }>(LINKS);
  const ordered: Table[] = [];
  const left = new Map(tables.map((table) => [table.name, table]));
  while (left.size > 0) {
    const free = [...left.values()].filter(({ name }) => !links.some(({ from, to }) => from === name && to !== name && left.has(to)));
    if (free.length === 0) throw new Error(`Tables point at each other in a circle: ${[...left.keys()].join(", ")}.`);
    for (const table of free) left.delete(table.name);
    ordered.push(...free);
  }
  return ordered;
}

const COLUMNS = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  group by c.relname order by c.relname`;

const LINKS = `
  select f.relname as "from", t.relname as "to"
  from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
  where k.contype = 'f' and f.relnamespace = 'public'::regnamespace`;

/** Where numbers that Postgres hands out have got to. */
export async function sequences(client: pg.ClientBase): Promise<{ name: string; value: string }[]> {
  const { rows } = await client.query<{ name: string; value: string }>(
    "select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null",
  );
  return rows;
}

/** The migrations that have run, by the hash of each. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ hash: string }>("select hash from drizzle.__drizzle_migrations order by created_at");
  return rows.map(({ hash }) => hash);
}

/** Nothing of a name can leave its quotes. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const listed = ({ name, columns }: Table) => `${quoted(name)} (${columns.map(quoted).join(", ")})`;
