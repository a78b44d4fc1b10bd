import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import { usesInngest } from "@/lib/env";

export type Health = { database: boolean; migrations: boolean; worker: boolean };

const NEWEST = journal.entries.at(-1)?.when ?? 0;

/**
 * Whether this version of the code can work here. A newer schema than ours is fine, for migrations only add. A worker holds its lease
 * by the database's clock; with Inngest there is no worker of ours to wait for.
 */
export async function health(db: Db): Promise<Health> {
  const { rows } = await db.execute<{ newest: string | null; led: boolean }>(sql`
    SELECT (SELECT max(created_at) FROM drizzle.__drizzle_migrations) AS newest,
           EXISTS (SELECT FROM engine_leader WHERE expires_at > clock_timestamp()) AS led`);
  const { newest = 0, led = false } = rows[0] ?? {};
  return { database: true, migrations: Number(newest) >= NEWEST, worker: led || usesInngest() };
}
