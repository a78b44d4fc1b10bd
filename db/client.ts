import { Pool as NeonPool, neonConfig, types as neonTypes } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle, type NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import pg from "pg";
import { sharePriority } from "@/db/priority";
import { variable } from "@/lib/env";

/** The pool or an open transaction: callers never need to know which, nor which driver is below. */
export type Db = PgDatabase<NodePgQueryResultHKT>;

/** A connection pool with `pg`'s interface, for what drizzle cannot say: LISTEN, prepared statements, COPY. */
export type SqlPool = pg.Pool;

const INT8 = 20;

/** Neon's driver for Neon's hosts or where it is asked for, `pg` for every other Postgres (architecture: driver by URL). */
export function openPool(url: string | undefined, max: number): SqlPool {
  const host = url && URL.canParse(url) ? new URL(url).hostname : "";
  const driver = variable("DATABASE_DRIVER") ?? (host.endsWith(".neon.tech") ? "neon" : "pg");
  const options = { connectionString: url, max, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000 };
  if (driver !== "neon") {
    pg.types.setTypeParser(INT8, Number); // bigint ids and counts stay far below 2^53
    const pool = new pg.Pool({ ...options, keepAlive: true });
    return surviving(pool);
  }
  neonTypes.setTypeParser(INT8, Number);
  const proxy = variable("NEON_WS_PROXY");
  if (proxy) {
    neonConfig.wsProxy = (host, port) => `${proxy}/v1?address=${host}:${port}`;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineConnect = false;
    neonConfig.pipelineTLS = false;
  }
  return surviving(new NeonPool(options) as unknown as SqlPool);
}

/**
 * A cut connection is told by the query that runs on it, or by the next; without these it would end the process when none does.
 * The pool hangs the whole connection on the error, which is too much to write into a log, and nobody's to read.
 */
function surviving(pool: SqlPool): SqlPool {
  pool.on("error", (error: Error & { client?: unknown }) => delete error.client);
  pool.on("connect", (connection) => {
    connection.on("error", () => {});
    sharePriority(connection);
  });
  return pool;
}

/** Drizzle over a pool of either driver. */
export function overPool(pool: SqlPool): Db {
  const config = { casing: "snake_case" } as const; // no schema: with one, every transaction makes a query builder for each table
  const db: Db = pool instanceof NeonPool ? (drizzleNeon(pool, config) as unknown as Db) : drizzle(pool, config);
  return Object.assign(db, { transaction: givingBack(pool, db) });
}

/**
 * Transactions whose connection goes back to its pool whatever happens. Drizzle's own keep one whose `begin` fails, as it does when the
 * connection was cut: a few of those, and the pool has none to give for ever.
 */
const givingBack =
  (pool: SqlPool, db: Db): Db["transaction"] =>
  async (work, config) => {
    const connection = await pool.connect();
    try {
      const session: typeof db._.session = Object.create(db._.session, { client: { value: connection } });
      return await session.transaction(work, config);
    } finally {
      connection.release();
    }
  };

/** Two pools, so that a slow report never holds a connection that ingestion waits for. More than 8 gains nothing on 2 cores. */
export const sqlPool = openPool(variable("DATABASE_URL"), 8);
export const pool: Db = overPool(sqlPool);
export const ingestPool: Db = overPool(openPool(variable("DATABASE_URL"), 6));
