import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type pg from "pg";
import { startPostgres } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { secretsOf } from "@/scripts/launch/data";
import { withClient } from "../../support/server";
import { scratchFolder } from "../../support/scratch";

const folder = scratchFolder("backup");
const data = join(folder, "data");
const file = join(folder, "all.backup");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one of the programs as `npm run` does, in a folder of its own; what it says, and whether it went well. */
const run = (program: "backup" | "restore", ...args: string[]) => runWith("", program, ...args);
const runWith = (secret: string, program: "backup" | "restore", ...args: string[]) =>
  new Promise<{ ok: boolean; said: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: "", AUTH_SECRET: secret, INIT_CWD: folder };
    execFile(process.execPath, [`scripts/backup/${program}.ts`, ...args], { env }, (error, out, err) =>
      resolve({ ok: !error, said: `${out}${err}` }),
    );
  });

const onData = async <T>(dir: string, work: (client: pg.Client, url: string) => Promise<T>): Promise<T> => {
  const postgres = await startPostgres({ dir: join(dir, "postgres") });
  try {
    return await withClient(postgres.url, (client) => work(client, postgres.url));
  } finally {
    await postgres.stop();
  }
};

const PEOPLE = 300;
beforeAll(async () => {
  mkdirSync(data);
  secretsOf(data);
  await onData(data, async (client, url) => {
    await migrateDatabase(url);
    const { rows } = await client.query<{ id: number }>(
      "insert into projects (public_id, slug, name) values (gen_random_uuid(), 'acme', 'Acme') returning id",
    );
    await client.query(
      `insert into customers (project_id, public_id, email, traits, first_seen_at, created_at, updated_at)
       select $1, gen_random_uuid(), i || '@example.com', jsonb_build_object('first_name', E'Zo\\u00eb\\t' || i, 'note', E'a\\nb\\\\'), now(), now(), now()
       from generate_series(1, ${PEOPLE}) i`,
      [rows[0]!.id],
    );
  });
}, 60_000);

/** Everything in every table, and where the numbers have got to. */
const contents = (dir: string) =>
  onData(dir, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
    );
    const all: Record<string, unknown> = {};
    for (const { name } of tables)
      all[name] = (
        await client.query(`select md5(string_agg(t::text, '|' order by t::text)) as sum, count(*)::int from "${name}" t`)
      ).rows[0];
    return all;
  });

test("a backup restored elsewhere is the same instance, to the last row, with its secret", { timeout: 60_000 }, async () => {
  const backup = await run("backup", file, "--data", data);
  expect(backup.said).toContain("keep it where only you can read it");
  expect(statSync(file).mode & 0o077).toBe(0);

  const again = join(folder, "again");
  const restored = await run("restore", file, "--data", again);
  expect(restored.said).toContain("npm start -- --data");
  const before = await contents(data);
  expect(before.customers).toMatchObject({ count: PEOPLE });
  expect(await contents(again)).toEqual(before);
  expect(readFileSync(join(again, "secrets.json"))).toEqual(readFileSync(join(data, "secrets.json")));
  const next = await onData(again, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      "insert into customers (project_id, public_id, first_seen_at, created_at, updated_at) select id, gen_random_uuid(), now(), now(), now() from projects returning id",
    );
    return rows[0]!.id;
  });
  expect(Number(next)).toBeGreaterThan(PEOPLE);
});

test("a secret that the instance is given is kept elsewhere, and one that it had before is not taken for it", async () => {
  const given = join(folder, "given.backup");
  const { said } = await runWith("a secret that was given to this instance", "backup", given, "--data", data);
  expect(said).toContain("Keep AUTH_SECRET with it");
  expect(gunzipSync(readFileSync(given)).toString("latin1")).toContain('"authSecret":null');
});

test("it never writes over an instance, and a file that was cut off restores nothing", { timeout: 60_000 }, async () => {
  if (!existsSync(file)) await run("backup", file, "--data", data);
  const over = await run("restore", file, "--data", data);
  expect(over).toMatchObject({ ok: false });
  expect(over.said).toContain("There is an instance in");

  const cut = join(folder, "cut.backup");
  copyFileSync(file, cut);
  truncateSync(cut, Math.floor(statSync(file).size * 0.9));
  const half = await run("restore", cut, "--data", join(folder, "half"));
  expect(half.said).toContain("is not a whole backup");
  expect(existsSync(join(folder, "half", "postgres"))).toBe(false);

  writeFileSync(cut, "something else");
  expect((await run("restore", cut, "--data", join(folder, "half"))).said).toContain("is not a whole backup");
});

test("where there is no instance it says so", async () => {
  expect(await run("backup", "--data", join(folder, "nowhere"))).toMatchObject({
    ok: false,
    said: expect.stringContaining("There is no instance in"),
  });
});
