import { parseArgs } from "node:util";
import { asc, eq } from "drizzle-orm";
import { pool, sqlPool } from "@/db/client";
import { users } from "@/db/schema";
import { systemClock } from "@/lib/clock";
import { variable } from "@/lib/env";
import { sampleFor } from "@/lib/sample/build";

/** Bundled like the worker, because it needs the domain; `seed.mjs` is what a person runs. */
const { values: said, positionals } = parseArgs({ allowPositionals: true, options: { customers: { type: "string" } } });
const email = positionals[0]?.trim().toLowerCase();
const customers = said.customers === undefined ? undefined : Number(said.customers);
if (customers !== undefined && !(Number.isInteger(customers) && customers >= 100 && customers <= 50_000)) {
  console.error("A shop has 100 to 50,000 customers.");
  process.exit(1);
}
const [owner] = await pool
  .select({ id: users.id, email: users.email })
  .from(users)
  .where(email ? eq(users.email, email) : undefined)
  .orderBy(asc(users.createdAt))
  .limit(1);
if (owner) {
  const { slug, made } = await sampleFor({ userId: owner.id, db: pool, clock: systemClock, customers });
  const address = new URL(`/${slug}`, variable("APP_URL") ?? "http://127.0.0.1:3000").href;
  console.log(`${made ? "The sample shop is made" : "The sample shop was there already"}, for ${owner.email}:\n\n  ${address}\n`);
} else {
  console.error(
    email ? `Nobody signs in as ${email}.` : "Nobody has an account yet. Open the address that npm start prints, and make one.",
  );
}
await sqlPool.end();
process.exit(owner ? 0 : 1);
