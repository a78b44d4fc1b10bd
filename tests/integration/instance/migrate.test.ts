import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { databaseUrl, withClient } from "../../support/server";

const server = inject("postgres");

async function anEmptyDatabase() {
  const name = `empty_${randomUUID().replaceAll("-", "")}`;
  await withClient(server, (client) => client.query(`create database ${name}`));
  onTestFinished(() => withClient(server, async (client) => void (await client.query(`drop database ${name} with (force)`))));
  return databaseUrl(server, name);
}

test("processes that start at once migrate once", async () => {
  const url = await anEmptyDatabase();
  await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
  await migrateDatabase(url);
  const { rows } = await withClient(url, (client) =>
    client.query("select count(*)::int as n, count(distinct hash)::int as different from drizzle.__drizzle_migrations"),
  );
  expect(rows[0].n).toBe(rows[0].different);
  expect(rows[0].n).toBeGreaterThan(0);
});

/** The migrations as they were before one, in a folder of their own. */
function migrationsBefore(tag: string): string {
  const folder = mkdtempSync(join(tmpdir(), "crowdpower-migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync("db/migrations", folder, { recursive: true });
  const path = join(folder, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(path, "utf8")) as { entries: { tag: string }[] };
  const until = journal.entries.findIndex((entry) => entry.tag === tag);
  expect(until).toBeGreaterThan(0);
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, until) }));
  return folder;
}

test("who waits while an update comes is still waited for: what was promised alone is read as a party of one", async () => {
  const url = await anEmptyDatabase();
  await migrateDatabase(url, migrationsBefore("0005_parties"));
  const [run, other] = ["run_01m8b24pp9e008my3csw55vn57", "run_01m8b24pp9e008my3csw55vn58"];
  const event = JSON.stringify({ id: "out_1", name: "run/wake", data: { projectId: 1, runId: run, visit: 2 }, ts: 1 });
  const stranger = JSON.stringify({ id: "out_2", name: "shop/paid", data: { runId: run }, ts: 1 });
  const kept = await withClient(url, async (client) => {
    await client.query("insert into projects (public_id, name, slug) values (gen_random_uuid(), 'Acme', 'acme')");
    await client.query("insert into outbox (id, project_id, kind, ids) select gen_random_uuid(), id, 'run/wake', $1 from projects", [
      { runId: other, visit: 1 },
    ]);
    for (const said of [event, stranger]) await client.query("insert into engine_inbox (event, received_at) values ($1, now())", [said]);
    await client.query(
      `insert into engine_runs (id, function_id, project_id, event_id, events, slots, created_at)
       values (gen_random_uuid(), 'crowdpower-advance-run', 1, 'out_1', $1, '{}', now())`,
      [`[${event}]`],
    );
    await migrateDatabase(url);
    return {
      promised: (await client.query("select ids from outbox")).rows.map(({ ids }) => ids as object),
      inbox: (await client.query("select event from engine_inbox order by id")).rows.map((row) => JSON.parse(row.event).data as object),
      runs: (await client.query("select events from engine_runs")).rows.map((row) => JSON.parse(row.events)[0].data as object),
    };
  });
  expect(kept).toEqual({
    promised: [{ runIds: [other], visit: 1 }],
    inbox: [{ projectId: 1, runIds: [run], visit: 2 }, { runId: run }],
    runs: [{ projectId: 1, runIds: [run], visit: 2 }],
  });
});

test.each([
  [
    "a server that is not there",
    () => "postgres://app:hunter2@127.0.0.1:1/app",
    /app at 127\.0\.0\.1:1 cannot be used: nothing answers there/,
  ],
  ["a wrong password", () => server.replace(/:[^:@]+@/, ":hunter2@"), /refuses the password/],
  ["a database that does not exist", () => databaseUrl(server, "nowhere"), /nowhere at .+ does not exist\. Create it/],
])("%s is told in one sentence, without the password", async (_, url, sentence) => {
  const told = await migrateDatabase(url()).catch((error: Error) => error.message);
  expect(told).toMatch(sentence);
  expect(told).not.toContain("hunter2");
});

test.each(["alter table customers drop column erased_at, add column is_erased boolean default false not null", null])(
  "who is being erased while an update comes is nobody afterwards, whichever way their table says so",
  async (otherWay) => {
    const url = await anEmptyDatabase();
    await migrateDatabase(url, migrationsBefore("0007_erased_flag"));
    await withClient(url, async (client) => {
      if (otherWay) await client.query(otherWay);
      const [column, ...values] = otherWay ? ["is_erased", "true", "false"] : ["erased_at", "now()", "null::timestamptz"];
      await client.query("insert into projects (public_id, name, slug) values (gen_random_uuid(), 'Acme', 'acme')");
      for (const value of values)
        await client.query(`insert into customers (project_id, public_id, first_seen_at, created_at, updated_at, ${column})
          select id, gen_random_uuid(), now(), now(), now(), ${value} from projects`);
      await migrateDatabase(url);
      const { rows } = await client.query("select is_erased, to_jsonb(c) ? 'erased_at' as timed from customers c order by id");
      expect(rows).toEqual([
        { is_erased: true, timed: false },
        { is_erased: false, timed: false },
      ]);
    });
  },
);
