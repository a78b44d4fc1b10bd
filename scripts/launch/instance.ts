import { pool, sqlPool } from "@/db/client";
import { env } from "@/lib/env";
import { prepareInstance } from "@/lib/instance/prepare";

/** Runs once at every start, as a process of its own: makes the first project if there is none, and tells the launcher its keys. */
const instance = await prepareInstance(pool, { appUrl: env().APP_URL, freshLink: process.argv.includes("--fresh-link") });
process.send?.(instance);
await sqlPool.end();
process.exit();
