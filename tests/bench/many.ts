import type pg from "pg";
import { withClient } from "../support/server.ts";

/** What of a person's is copied with them. What is looked up by another name is not: letters, jobs, conflicts. */
const TABLES = [
  ...["customers", "customer_identities", "sightings", "events", "segment_customers", "segment_changes", "segment_due"],
  ...["customer_tags", "identity_tags", "tag_changes", "messages", "broadcast_recipients", "automation_runs", "automation_run_steps"],
] as const;

/** Who waits, and what is still to be sent, is not: copies of these would go on by themselves. */
const ONLY: Readonly<Record<string, string>> = {
  messages: "state <> 'claimed'",
  automation_runs: "ended_at is not null",
  automation_run_steps: "run_id in (select id from automation_runs where ended_at is not null)",
};

/** What makes a copy's row its own, by the column's name: $2 is the copy's number, $3 how far its people's numbers are from the first's. */
const OWN: Readonly<Record<string, (column: string, table: string) => string>> = {
  id: (column, table) => (table === "customers" ? `${column} + $3` : ownUuid(column)),
  customer_id: (column) => `${column} + $3`,
  public_id: () => "gen_random_uuid()",
  run_id: ownUuid,
  value: ownName,
  claimant_value: ownName,
  hand_value: ownName,
  user_id: ownName,
  anonymous_id: ownName,
  email: ownName,
  address: ownName,
};

function ownUuid(column: string) {
  return `(lpad(to_hex($2::int), 8, '0') || substr(${column}::text, 9))::uuid`;
}
function ownName(column: string) {
  return `$2::text || '.' || ${column}`;
}

/**
 * Makes a project's people as many as asked for, at the least: each stands for copies with names of their own, who are the same and did the
 * same, or of that as much as makes up so many events. For a database that is thrown away: interrupted, it leaves tables without indexes.
 */
export async function multiply(
  databaseUrl: string,
  slug: string,
  people: number,
  events: number,
): Promise<{ people: number; events: number }> {
  return withClient(databaseUrl, async (client) => {
    await client.query("set session_replication_role = replica"); // what is copied is whole, so nothing is looked up for each row
    await client.query("set synchronous_commit = off");
    await client.query("set maintenance_work_mem = '512MB'");
    const project = await one(client, "select id from projects where slug = $1", [slug]);
    const span = await one(client, "select max(id) from customers", []);
    const before = await one(client, "select count(*) from customers where project_id = $1", [project]);
    const copies = Math.max(0, Math.ceil(people / before) - 1);
    const each = await one(client, "select count(*) from events where project_id = $1", [project]);
    const part = Math.min(1, events / (each * copies));
    for (const table of TABLES) await copyRows(client, table, { project, copies, span, part: table === "events" ? part : 1 });
    await client.query("select setval(pg_get_serial_sequence('customers', 'id'), (select max(id) from customers))");
    await client.query("update segments set size = size * $2 where project_id = $1", [project, copies + 1]);
    for (const table of [...TABLES, "segments"]) await client.query(`vacuum analyze ${table}`);
    return {
      people: await one(client, "select count(*) from customers where project_id = $1", [project]),
      events: await one(client, "select count(*) from events where project_id = $1", [project]),
    };
  });
}

type Copying = { project: number; copies: number; span: number; part: number };

/** Keys are kept up with every row; the other indexes are made anew at the end, which takes a fraction of the time. */
async function copyRows(client: pg.Client, table: string, { project, copies, span, part }: Copying) {
  const { rows: columns } = await client.query<{ column_name: string }>(
    "select column_name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position",
    [table],
  );
  const { rows: indexes } = await client.query<{ name: string; makes: string }>(
    `select c.relname as name, pg_get_indexdef(c.oid) as makes from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = $1::regclass and not exists (select from pg_constraint where conindid = c.oid)`,
    [table],
  );
  const names = columns.map(({ column_name }) => `"${column_name}"`);
  const values = columns.map(({ column_name }) => OWN[column_name]?.(`"${column_name}"`, table) ?? `"${column_name}"`);
  for (const { name } of indexes) await client.query(`drop index "${name}"`);
  await client.query("begin");
  await client.query(
    `create temporary table first on commit drop as select * from ${table} where project_id = ${project} and ${ONLY[table] ?? "true"}`,
  );
  for (let copy = 1; copy <= copies; copy++) {
    const select = values
      .join(", ")
      .replaceAll("$3", String(copy * span))
      .replaceAll("$2", String(copy));
    await client.query(
      `insert into ${table} (${names.join(", ")}) overriding system value select ${select} from first where random() < ${part}`,
    );
  }
  await client.query("commit");
  for (const { makes } of indexes) await client.query(makes);
}

async function one(client: pg.Client, query: string, values: unknown[]): Promise<number> {
  const { rows } = await client.query(query, values);
  return Number(Object.values(rows[0] ?? {})[0]);
}
