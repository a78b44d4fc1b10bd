import { createWriteStream, existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { variable } from "../../lib/env.ts";
import { Failure } from "../launch/failure.ts";
import { ArchiveWriter } from "./archive.ts";
import { connected, folderOf, namedDatabase, running, withBuiltIn } from "./place.ts";
import { listed, migrationsOf, sequences, tablesInOrder } from "./tables.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { data: { type: "string" } } });

/** Everything as of one moment, whoever writes meanwhile; nobody is kept waiting. */
async function write(client: pg.Client, authSecret: string | null, path: string) {
  await client.query("begin isolation level repeatable read read only");
  const gzip = createGzip({ level: 6 });
  const written = pipeline(gzip, createWriteStream(path, { mode: 0o600 }));
  const archive = new ArchiveWriter(gzip);
  await archive.head({
    format: 1,
    madeAt: new Date().toISOString(),
    migrations: await migrationsOf(client),
    authSecret,
    sequences: await sequences(client),
  });
  for (const table of await tablesInOrder(client)) {
    await archive.head({ table: table.name, columns: table.columns });
    await archive.rows(client.query(copyTo(`copy ${listed(table)} to stdout`)));
  }
  await archive.end();
  await written;
  await client.query("commit");
}

/** A whole file or none. */
async function backUp(url: string, authSecret: string | null, path: string) {
  const unfinished = `${path}.unfinished`;
  try {
    await connected(url, (client) => write(client, authSecret, unfinished));
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  console.log(`\n  ${path}, ${(statSync(path).size / 1024 / 1024).toFixed(1)} MB`);
  console.log(
    authSecret
      ? "  It holds the secret of this instance too: keep it where only you can read it."
      : "  Keep AUTH_SECRET with it: without that, what is sealed in it is lost.",
  );
}

/** The secret that an instance made itself, or null: one that is given a secret is not opened by what it made before. */
function ownSecretOf(data: string): string | null {
  if (variable("AUTH_SECRET")) return null;
  return (JSON.parse(readFileSync(join(data, "secrets.json"), "utf8")) as { AUTH_SECRET: string }).AUTH_SECRET;
}

await running(async () => {
  const day = new Date().toISOString().slice(0, 19).replaceAll(":", "").replace("T", "-");
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0] ?? `crowdpower-${day}.backup`);
  const server = namedDatabase();
  if (server) return backUp(server, null, path);
  const data = folderOf(values.data);
  if (!existsSync(join(data, "postgres"))) throw new Failure(`There is no instance in ${data}. Name its folder with --data.`);
  const secret = ownSecretOf(data);
  await withBuiltIn(data, (url) => backUp(url, secret, path));
});
