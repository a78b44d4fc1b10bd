import "server-only";
import { sql } from "drizzle-orm";
import { usesInngest, variable } from "@/lib/env";
import { listFunctions } from "@/lib/jobs/functions";
import { getJob, listJobs } from "@/lib/jobs/queries";
import { ownsEverything } from "@/lib/jobs/reach";
import type { ListJobs } from "@/lib/jobs/schema";
import { may, type Scope } from "@/lib/scope";

/** Where jobs are looked at when an Inngest server runs them: its own pages. `left` is how many the built-in engine still has. */
export type Elsewhere = { address: string; left: number };

/** What the Jobs page shows. Null: this person may not see jobs. Where an Inngest server runs them it says where they are. */
export async function openJobs(scope: Scope, asked: ListJobs) {
  if (!may(scope.actor, "jobs:read")) return null;
  if (usesInngest()) return { elsewhere: await elsewhere(scope) };
  const seesAll = await ownsEverything(scope);
  const of = seesAll ? asked.of : "project";
  const [functions, chores, jobs] = await Promise.all([
    listFunctions(scope, "project"),
    listFunctions(scope, "installation"),
    listJobs(scope, { ...asked, of, limit: 50 }),
  ]);
  return { elsewhere: null, functions, chores, jobs, of, seesAll, mayChange: may(scope.actor, "jobs:write"), now: scope.clock.now() };
}

/** One job. Null: this person may not see jobs. */
export async function openJob(scope: Scope, id: string) {
  if (!may(scope.actor, "jobs:read")) return null;
  return { job: await getJob(scope, id), mayChange: may(scope.actor, "jobs:write"), now: scope.clock.now() };
}

async function elsewhere({ db }: Scope): Promise<Elsewhere> {
  const { rows } = await db.execute<{ left: number }>(sql`
    select (select count(*) from engine_inbox)::int + (select count(*) from engine_runs where ended_at is null and project_id > 0)::int as left`);
  return { address: variable("INNGEST_BASE_URL") ?? "https://app.inngest.com", left: rows[0]?.left ?? 0 };
}
