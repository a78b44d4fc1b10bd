import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import { openPool, overPool } from "@/db/client";
import { projects, users } from "@/db/schema";
import { systemClock } from "@/lib/clock";
import { createKey } from "@/lib/projects/keys";
import { mintScope } from "@/lib/scope";
import type { Crowd } from "./broadcast-kills";
import type { RunningInstance } from "./running";

const SEED = fileURLToPath(new URL("../../scripts/seed.mjs", import.meta.url));

/**
 * The customers of a sample shop with so many, as `npm run seed` makes it, and those of them whom a broadcast may reach. A sample mails
 * nobody, so its mark is taken off; its automations are paused first, so that the broadcast is all that it sends.
 */
export async function seededCrowd(instance: RunningInstance, customers: number): Promise<Crowd> {
  const pool = openPool(instance.facts.databaseUrl, 2);
  const db = overPool(pool);
  try {
    await db.insert(users).values({ email: "owner@shop.test", name: "Owner" });
    const slug = await seed(instance, customers);
    const [project] = await db.select().from(projects).where(eq(projects.slug, slug));
    const scope = mintScope({ projectId: project!.id, actor: { type: "job", name: "test" }, db, clock: systemClock });
    const { text } = await createKey(scope, { kind: "secret", name: "Test" });
    const ask = <T>(path: string, body?: object, method?: string) => instance.core<T>(path, body, method, text);
    const { data } = await ask<{ data: { id: string }[] }>("/automations?status=live");
    for (const { id } of data) await ask(`/automations/${id}`, { status: "paused" }, "PATCH");
    await db.update(projects).set({ sample: false }).where(eq(projects.id, scope.projectId));
    const { rows } = await db.execute<{ email: string }>(sql`
      select email from customers c where project_id = ${scope.projectId} and email is not null
        and not exists (select from unsubscribes u where u.project_id = c.project_id and u.address_hash = c.email_hash and u.topic in ('all', 'broadcasts'))
        and not exists (select from suppressions s where s.project_id = c.project_id and s.address_hash = c.email_hash)`);
    return { core: ask, addresses: rows.map((row) => row.email) };
  } finally {
    await pool.end();
  }
}

/** Runs the command as a person would, and answers the address of the shop that it prints. */
async function seed({ data }: RunningInstance, customers: number): Promise<string> {
  const { DATABASE_URL: _, APP_URL: __, AUTH_SECRET: ___, ...env } = process.env; // those of this test run; the instance has its own
  const args = [SEED, "--data", data, "--customers", String(customers)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return /:\/\/[^/]+\/([\w-]+)/.exec(stdout)?.[1] ?? "";
}
