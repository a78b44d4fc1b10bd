import { pool, sqlPool } from "@/db/client";
import { resetLinkFor } from "@/lib/accounts/recovering";
import { Email } from "@/lib/accounts/schema";
import { systemClock } from "@/lib/clock";
import { variable } from "@/lib/env";

/** Bundled like the worker, because it needs the domain; `reset-password.mjs` is what a person runs. */
const asked = Email.safeParse(process.argv[2]);
const appUrl = new URL(variable("APP_URL") ?? "http://127.0.0.1:3000").origin;
const link = asked.success ? await resetLinkFor(pool, appUrl, asked.data, systemClock.now()) : null;
if (link) console.log(`This link sets a new password, once, within the hour:\n\n  ${link}\n`);
else console.error(`Nobody signs in as ${process.argv[2]}.`);
await sqlPool.end();
process.exit(link ? 0 : 1);
