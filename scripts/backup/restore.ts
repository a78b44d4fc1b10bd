import { createHash } from "node:crypto";
import { cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { migrateDatabase } from "../../db/migrate.ts";
import { root } from "../launch/build.ts";
import { writePrivately } from "../launch/data.ts";
import { Failure } from "../launch/failure.ts";
import { ArchiveReader, type Head, NotWhole, type TableHead } from "./archive.ts";
import { connected, folderOf, namedDatabase, running, withBuiltIn } from "./place.ts";
import { listed, quoted } from "./tables.ts";

const MIGRATIONS = join(root, "db/migrations");
const { values, positionals } = parseArgs({ allowPositionals: true, options: { data: { type: "string" } } });

type Journal = { entries: { tag: string }[] };

/** The migrations as they were when the backup was made: its rows fit those tables, and later migrations then run over them. */
function migrationsUpTo(hashes: string[]): string {
  const journal = JSON.parse(readFileSync(join(MIGRATIONS, "meta/_journal.json"), "utf8")) as Journal;
  const ours = journal.entries.map(({ tag }) =>
    createHash("sha256")
      .update(readFileSync(join(MIGRATIONS, `${tag}.sql`)))
      .digest("hex"),
  );
  if (hashes.some((hash, i) => hash !== ours[i]))
    throw new Failure("This backup is of a newer CrowdPower. Restore it with that version or a later one.");
  const folder = mkdtempSync(join(tmpdir(), "crowdpower-migrations-"));
  cpSync(MIGRATIONS, folder, { recursive: true });
  writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ ...journal, entries: journal.entries.slice(0, hashes.length) }));
  return folder;
}

async function requireEmpty(client: pg.Client) {
  const { rows } = await client.query("select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' limit 1");
  if (rows.length > 0) throw new Failure("That database has tables already. A backup is restored into an empty one.");
}

/** All rows in one transaction: a file that turns out to be cut off changes nothing. */
async function fill(client: pg.Client, archive: ArchiveReader, { sequences }: Head) {
  await client.query("begin");
  for (let head = await archive.head<TableHead>(); head; head = await archive.head<TableHead>()) {
    const copy = copyFrom(`copy ${listed({ name: head.table, columns: head.columns })} from stdin`);
    await pipeline(Readable.from(archive.rows()), client.query(copy));
  }
  for (const { name, value } of sequences) await client.query("select setval($1::regclass, $2)", [quoted(name), value]);
  await client.query("commit");
}

async function restore(url: string, archive: ArchiveReader, head: Head) {
  const then = migrationsUpTo(head.migrations);
  try {
    await connected(url, requireEmpty);
    await migrateDatabase(url, then);
    await connected(url, (client) => fill(client, archive, head));
    await migrateDatabase(url);
  } finally {
    rmSync(then, { recursive: true });
  }
}

/** A data folder of its own, with the secret that the backup brought. */
async function restoreInto(data: string, archive: ArchiveReader, head: Head) {
  if (existsSync(join(data, "postgres")))
    throw new Failure(`There is an instance in ${data} already. Move that folder away, or restore into another: --data <folder>`);
  if (!head.authSecret && !process.env.AUTH_SECRET)
    throw new Failure("This backup is of a server that was given its secret. Set AUTH_SECRET to it, and restore again.");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (head.authSecret) writePrivately(join(data, "secrets.json"), { AUTH_SECRET: head.authSecret });
  try {
    await withBuiltIn(data, (url) => restore(url, archive, head));
  } catch (error) {
    rmSync(join(data, "postgres"), { recursive: true, force: true }); // made just now, and only half filled
    throw error;
  }
}

const notOurs = (path: string) => (error: unknown) => {
  const known = error instanceof NotWhole || ["Z_DATA_ERROR", "Z_BUF_ERROR"].includes((error as { code?: string }).code ?? "");
  throw known ? new Failure(`${path} is not a whole backup of CrowdPower. Nothing was restored.`) : error;
};

await running(async () => {
  const [said] = positionals;
  if (!said) throw new Failure("Which file? npm run restore -- <file> [--data <folder>]");
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), said);
  if (!existsSync(path)) throw new Failure(`There is no ${path}.`);
  const gunzip = createGunzip();
  const read = pipeline(createReadStream(path), gunzip);
  read.catch(() => undefined); // it is told by whoever reads what comes out
  const archive = new ArchiveReader(gunzip);
  const head = await archive.head<Head>().catch(notOurs(path));
  if (head?.format !== 1) throw new Failure(`${path} is not a backup of this CrowdPower.`);
  const server = namedDatabase();
  const data = folderOf(values.data);
  await (server ? restore(server, archive, head) : restoreInto(data, archive, head)).catch(notOurs(path));
  console.log(
    `\n  Restored what was there on ${head.madeAt}. ${server ? "Start it with the same AUTH_SECRET." : `Start it: npm start -- --data ${data}`}`,
  );
});
