import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/env";

/** Runs once at every start, as a process of its own, so that the launcher, which stays, loads no database library. */
const failure = await migrateDatabase(env().DATABASE_URL, "db/migrations").then(
  () => null,
  (error: Error) => error.message,
);
process.send?.({ failure });
process.disconnect?.();
