import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import type { Flow } from "@/lib/automations/schema";
import type { Scope } from "@/lib/scope";

type Entering = { customerId: number; key: string };

const DAY_MS = 24 * 60 * 60_000;

/** Whether who enters depends on the runs that are there, so that two happenings at once must take turns. */
export const isCounted = ({ entry, oneAtATime = false }: Flow): boolean => oneAtATime || typeof entry === "object";

/** Lets nobody else begin a run of these customers until the transaction ends. In the order of ids, so that nobody waits in a circle. */
export async function holdCustomers({ db, projectId }: Scope, happened: readonly Entering[]): Promise<void> {
  await db.execute(sql`
    select 1 from customers where project_id = ${projectId} and id = any(${idsOf(happened)}) order by id for no key update`);
}

/**
 * Whom a flow lets in, of those to whom its beginning happened. Also runs of earlier versions count, which had another rule of entry.
 * Where it counts, the caller holds the customers; the first of several happenings of one customer is the one that counts.
 */
export async function admitted<E extends Entering>(tx: Scope, automationId: string, flow: Flow, happened: readonly E[]): Promise<E[]> {
  if (happened.length === 0) return [];
  if (flow.entry === "every_time" && !isCounted(flow)) return [...happened];
  const kept = await turnedAway(tx, automationId, flow, happened);
  const first = flow.entry === "every_time" && !flow.oneAtATime ? happened : onePerCustomer(happened);
  return first.filter(({ customerId }) => !kept.has(customerId));
}

const onePerCustomer = <E extends Entering>(happened: readonly E[]): E[] => [
  ...new Map([...happened].reverse().map((one) => [one.customerId, one])).values(),
];

/** Those who were in it too recently, or are still in it. */
async function turnedAway(
  { db, projectId, clock }: Scope,
  automationId: string,
  { entry, oneAtATime }: Flow,
  happened: readonly Entering[],
) {
  const since = typeof entry === "object" ? new Date(clock.now().getTime() - entry.days * DAY_MS).toISOString() : null;
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct customer_id as id from automation_runs
    where project_id = ${projectId} and automation_id = ${uuidOf("automation", automationId)} and customer_id = any(${idsOf(happened)})
      and (${entry === "once"} or ${oneAtATime ?? false} and status in ('active', 'waiting') or created_at > ${since}::timestamptz)`);
  return new Set(rows.map(({ id }) => Number(id)));
}

const idsOf = (happened: readonly Entering[]) => sql`${`{${[...new Set(happened.map(({ customerId }) => customerId))].join()}}`}::bigint[]`;
