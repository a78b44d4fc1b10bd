import { existsSync, readFileSync, statfsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { EnvError, readEnv } from "../../lib/env.ts";
import { namedDatabase } from "../backup/place.ts";
import { root } from "../launch/build.ts";

/** How one part is. A `note` is no fault, but somebody may not know it. */
export type Finding = { part: string; state: "well" | "note" | "ill"; says: string };
type Facts = { url: string; databaseUrl: string };

const PATIENCE = 5_000;
const MEBI = 1024 * 1024;
/** Below the first it is said, below the second Postgres may stop at any moment. */
const FREE = { note: 2_048, ill: 256 };
/** Promises that nobody has taken yet: more than these, and what follows changes is late. */
const MOST_WAITING = 10_000;

/** Looks at an instance part by part, whether it runs or not. Nothing is changed. */
export async function examine(data: string): Promise<Finding[]> {
  const named = namedDatabase();
  const facts = factsIn(data);
  const findings = [environment(data, named, facts), disk(existsSync(data) ? data : root)];
  const databaseUrl = named ?? facts?.databaseUrl;
  if (databaseUrl) findings.push(...(await database(databaseUrl)));
  const address = process.env.APP_URL || facts?.url;
  if (address) findings.push(await web(address));
  return [...findings, await sender()];
}

function factsIn(data: string): Facts | null {
  const file = join(data, "instance.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Facts) : null;
}

function environment(data: string, named: string | undefined, facts: Facts | null): Finding {
  const part = "environment";
  if (!named && !facts)
    return { part, state: "ill", says: `There is no instance in ${data}. Start it once, or name its folder with --data.` };
  try {
    const own = named
      ? {}
      : { DATABASE_URL: facts?.databaseUrl, APP_URL: facts?.url, AUTH_SECRET: process.env.AUTH_SECRET || secretIn(data) };
    readEnv({ ...process.env, ...own });
    return { part, state: "well", says: named ? "Complete, with a database of its own server." : `Complete, with the data in ${data}.` };
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return { part, state: "ill", says: error.message };
  }
}

function secretIn(data: string): string | undefined {
  const file = join(data, "secrets.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { AUTH_SECRET?: string }).AUTH_SECRET : undefined;
}

function disk(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.round((bavail * bsize) / MEBI);
  const state = free < FREE.ill ? "ill" : free < FREE.note ? "note" : "well";
  const says = `${free.toLocaleString("en")} MiB are free at ${folder}.`;
  return { part: "disk", state, says: state === "ill" ? `${says} Free some: the database stops when there is none.` : says };
}

async function database(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE });
  try {
    await client.connect();
    return [await size(client), await migrations(client), await worker(client), await waiting(client)];
  } catch (error) {
    const why = error instanceof Error && error.message ? error.message : (error as { code?: string }).code;
    return [{ part: "database", state: "ill", says: `It does not answer: ${why}. Start the instance, or correct DATABASE_URL.` }];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function size(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ version: string; bytes: string }>(
    "select current_setting('server_version') as version, pg_database_size(current_database()) as bytes",
  );
  const [{ version, bytes } = { version: "", bytes: "0" }] = rows;
  return { part: "database", state: "well", says: `Postgres ${version}, ${Math.round(Number(bytes) / MEBI).toLocaleString("en")} MiB.` };
}

async function migrations(client: pg.Client): Promise<Finding> {
  const part = "migrations";
  const journal = JSON.parse(readFileSync(join(root, "db/migrations/meta/_journal.json"), "utf8")) as { entries: { when: number }[] };
  const { rows } = await client.query<{ exists: boolean }>("select to_regclass('drizzle.__drizzle_migrations') is not null as exists");
  const done = rows[0]?.exists
    ? await client.query<{ at: string }>("select created_at as at from drizzle.__drizzle_migrations")
    : { rows: [] };
  const newest = Math.max(0, ...done.rows.map(({ at }) => Number(at)));
  const missing = journal.entries.filter(({ when }) => when > newest).length;
  if (missing === 0) return { part, state: "well", says: `All ${journal.entries.length} are applied.` };
  return { part, state: "ill", says: `${missing} of ${journal.entries.length} are not applied. The next start applies them.` };
}

async function worker(client: pg.Client): Promise<Finding> {
  const part = "worker";
  if (process.env.INNGEST_EVENT_KEY || process.env.INNGEST_BASE_URL) return { part, state: "note", says: "Inngest runs what is durable." };
  const led = await client.query("select from engine_leader where expires_at > clock_timestamp()").catch(() => ({ rowCount: 0 }));
  if (led.rowCount) return { part, state: "well", says: "It runs, and holds its lease." };
  return { part, state: "ill", says: "None runs: automations wait and no email goes out. Start the instance, or its worker." };
}

async function waiting(client: pg.Client): Promise<Finding> {
  const { rows } = await client
    .query<{ n: number }>("select count(*)::int as n from outbox where start_at is null")
    .catch(() => ({ rows: [] }));
  const n = rows[0]?.n ?? 0;
  const says = `${n.toLocaleString("en")} promises wait to be taken.`;
  return { part: "outbox", state: n > MOST_WAITING ? "ill" : "well", says: n > MOST_WAITING ? `${says} Look at the worker's log.` : says };
}

async function web(address: string): Promise<Finding> {
  const answer = await fetch(`${address}/api/health/ready`, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => undefined);
  if (answer?.ok) return { part: "web", state: "well", says: `It answers at ${address}.` };
  const why = answer ? await answer.text() : "nothing answers";
  return { part: "web", state: "ill", says: `It is not ready at ${address}: ${why}. Start the instance, or correct APP_URL.` };
}

/** Whether mail leaves. A provider's key can only be tried by sending, so that is left to a test send. */
async function sender(): Promise<Finding> {
  const part = "sender";
  const { RESEND_API_KEY, RESEND_API_KEY_FILE, SMTP_URL, MAIL_FROM } = process.env;
  const from = MAIL_FROM ? "" : " MAIL_FROM is not set, so people who work here get no mail.";
  if (RESEND_API_KEY || RESEND_API_KEY_FILE) return { part, state: MAIL_FROM ? "well" : "note", says: `Resend, with a key.${from}` };
  if (!SMTP_URL)
    return { part, state: "note", says: "None is set for the instance: mail stays on this machine unless a project has its own." };
  const { hostname, port, protocol } = new URL(SMTP_URL);
  const open = await answers(hostname, Number(port || (protocol === "smtps:" ? 465 : 587)));
  if (open) return { part, state: MAIL_FROM ? "well" : "note", says: `SMTP at ${hostname} answers.${from}` };
  return { part, state: "ill", says: `SMTP at ${hostname} does not answer. Correct SMTP_URL.` };
}

const answers = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE });
    const done = (isOpen: boolean) => () => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once("connect", done(true)).once("error", done(false)).once("timeout", done(false));
  });
