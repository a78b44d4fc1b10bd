import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const LOCK = 7_270_417; // any number, as long as every version of CrowdPower uses the same one
const OLDEST = 150_000; // Postgres 15
const FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Brings a database's tables up to date, forward only. Any number of processes may do so at once: one works, the others wait for it.
 * A failure is told in one sentence that says what to do, without the password of the URL.
 */
export async function migrateDatabase(url: string, folder = FOLDER): Promise<void> {
  const client = new pg.Client({ connectionString: unpooled(url), connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await refuseOld(client);
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await migrate(drizzle(client), { migrationsFolder: folder });
  } catch (error) {
    throw new Error(explained(error, url), { cause: error });
  } finally {
    await client.end().catch(() => undefined); // the lock ends with its session
  }
}

async function refuseOld(client: pg.Client) {
  const { rows } = await client.query<{ number: number; name: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name",
  );
  const [version] = rows;
  if (version && version.number < OLDEST) throw new Error(`it runs Postgres ${version.name}, and CrowdPower needs 15 or newer`);
}

/** A lock lives in one session, so Neon's pooler is stepped around: its hosts differ only by this suffix. */
function unpooled(url: string): string {
  const address = new URL(url);
  if (address.hostname.endsWith(".neon.tech")) address.hostname = address.hostname.replace("-pooler.", ".");
  return address.href;
}

const ADVICE: Record<string, string> = {
  ECONNREFUSED: "nothing answers there. Start it, or correct DATABASE_URL",
  ENOTFOUND: "that host is not known. Correct DATABASE_URL",
  ETIMEDOUT: "it does not answer. Check the network and DATABASE_URL",
  "28P01": "it refuses the password. Correct DATABASE_URL",
  "28000": "it refuses this user. Correct DATABASE_URL",
  "3D000": "that database does not exist. Create it, or correct DATABASE_URL",
  "42501": "this user may not create tables there. Grant it that, or name another user in DATABASE_URL",
};

function explained(error: unknown, url: string): string {
  const { hostname, port, pathname } = new URL(url);
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (root as { code?: string }).code ?? "";
  const advice = ADVICE[code] ?? (root instanceof Error && root.message ? root.message : code);
  return `The database ${pathname.slice(1)} at ${hostname}:${port || 5432} cannot be used: ${advice}.`;
}
