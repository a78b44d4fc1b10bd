import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import { customers, LOW_LOTS, lotOf } from "@/db/schema";
import { CROWD_SIZE, type Dot } from "@/lib/customers/crowd/schema";
import { calledName } from "@/lib/customers/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/** So many people are put in the order of their lots in a moment; of more, those with low lots alone are about as many as the Crowd. */
const FEW = CROWD_SIZE * 64;

/** People under way, by the step at which they are. */
export type UnderWay = Record<string, Dot[]>;

/**
 * Who is under way in an automation: all of them, or of many those with the lowest lots, the same ones on every screen. A dot has the id of
 * the run, because one person may be under way twice.
 */
export async function crowdUnderWay(scope: Scope, automationId: string, inProgress: number): Promise<UnderWay> {
  requireGrant(scope, "automations:read");
  requireGrant(scope, "customers:read");
  const isMany = inProgress > FEW;
  const rows = inProgress === 0 ? [] : await underWay(scope, automationId, isMany ? sql`${LOT} < ${sql.raw(String(LOW_LOTS))}` : sql`true`);
  const crowd: UnderWay = {};
  for (const { step, run, name, email } of rows.toSorted((a, b) => (a.run < b.run ? -1 : 1))) {
    crowd[step] ??= [];
    crowd[step].push({ id: publicId("run", run), name: calledName({ name, email, userId: null }) });
  }
  return crowd;
}

const LOT = lotOf(customers.publicId);

type Row = { run: string; step: string; name: string | null; email: string | null };

async function underWay({ db, projectId }: Scope, automationId: string, which: SQL): Promise<Row[]> {
  const { rows } = await db.execute<Row>(sql`
    select r.id as run, r.node_id as step, ${customers.name} as name, ${customers.email} as email
    from automation_runs r join ${customers} on ${customers.projectId} = r.project_id and ${customers.id} = r.customer_id
    where r.project_id = ${projectId} and r.automation_id = ${uuidOf("automation", automationId)}
      and r.status in ('active', 'waiting') and r.node_id is not null and ${which}
    order by ${LOT}, r.id limit ${CROWD_SIZE}`);
  return rows;
}
