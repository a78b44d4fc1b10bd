import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";

export type Health = { database: boolean; migrations: boolean };

const NEWEST = journal.entries.at(-1)?.when ?? 0;

/** Whether this version of the code may use this database. A newer schema than ours is fine: migrations only add. */
export async function health(db: Db): Promise<Health> {
  const { rows } = await db.execute<{ newest: string | null }>(sql`SELECT max(created_at) AS newest FROM drizzle.__drizzle_migrations`);
  return { database: true, migrations: Number(rows[0]?.newest ?? 0) >= NEWEST };
}
