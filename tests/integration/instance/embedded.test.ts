import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startPostgres } from "@/db/embedded";
import { withClient } from "../../support/server";
import { scratchFolder } from "../../support/scratch";

const dir = join(scratchFolder("embedded"), "postgres"); // a folder that only its owner may enter
const settings = { shared_buffers: "32MB" };
const start = () => startPostgres({ dir, settings });
const ask = async (url: string, query: string) => (await withClient(url, (client) => client.query(query))).rows;

afterAll(async () => {
  await (await start()).stop();
  rmSync(dir, { recursive: true });
});

test("a new cluster is UTF-8, checksummed, never answers before a commit is safe, and asks for the password", async () => {
  const postgres = await start();
  expect(
    await ask(
      postgres.url,
      "select name, setting from pg_settings where name in ('server_encoding', 'data_checksums', 'synchronous_commit', 'fsync', 'listen_addresses') order by name",
    ),
  ).toEqual([
    { name: "data_checksums", setting: "on" },
    { name: "fsync", setting: "on" },
    { name: "listen_addresses", setting: "127.0.0.1" },
    { name: "server_encoding", setting: "UTF8" },
    { name: "synchronous_commit", setting: "on" },
  ]);
  await expect(ask(postgres.url.replace(/:[^:@]+@/, ":guess@"), "select 1")).rejects.toThrow(/password/);
  expect(statSync(join(dir, "password")).mode & 0o077).toBe(0);
  await postgres.stop();
});

test("data and port survive a stop, a kill -9, and a postmaster that somebody left running", async () => {
  const first = await start();
  await ask(first.url, "create table kept as select 1 as n");
  await first.stop();

  const second = await start();
  process.kill(second.pid, "SIGKILL");
  await second.exited;

  const orphan = await start();
  const heir = await start();
  await orphan.exited;
  expect(heir.url).toBe(first.url);
  expect(await ask(heir.url, "select n from kept")).toEqual([{ n: 1 }]);
  await heir.stop();
});

test("a pid file that names a stranger does not keep it from starting", async () => {
  writeFileSync(join(dir, "cluster", "postmaster.pid"), `${process.pid}\n${join(dir, "cluster")}\n1\n5432\n\n127.0.0.1\n0 0\nready   \n`);
  const postgres = await start();
  expect(await ask(postgres.url, "select 1 as n")).toEqual([{ n: 1 }]);
  await postgres.stop();
});

test("an interrupted first start leaves no half of a cluster", () => {
  expect(readdirSync(dir).filter((entry) => entry.startsWith("new-cluster"))).toEqual([]);
  expect(readFileSync(join(dir, "cluster", "PG_VERSION"), "utf8").trim()).toBe("18");
});
