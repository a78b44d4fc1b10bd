import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import type { AutomationRun } from "@/db/schema";
import type { Exit, Flow } from "@/lib/automations/schema";
import type { Scope } from "@/lib/scope";
import { matchesRule } from "@/lib/segments/queries";

/** Why somebody leaves a flow before its next step, in words a person can read; null when nothing says so. */
export async function reasonToLeave(scope: Scope, run: AutomationRun, { exits = [] }: Flow): Promise<string | null> {
  for (const exit of exits) {
    const reason = await asked(scope, run, exit);
    if (reason) return reason;
  }
  return null;
}

async function asked(scope: Scope, run: AutomationRun, exit: Exit): Promise<string | null> {
  switch (exit.type) {
    case "event":
      return (await hasDone(scope, run, exit.name)) ? `They did “${exit.name}”.` : null;
    case "segment_left":
      return (await isIn(scope, run, exit.segmentId)) ? null : "They are no longer in the segment.";
    case "rule":
      if (!exit.rule) throw new Error(`Run ${run.id} is in a flow that went live with an empty reason to leave.`);
      return (await matchesRule(scope, exit.rule, run.customerId)) ? "They matched an exit condition." : null;
  }
}

/** Whether they did it since the way began: since the event that began it, which itself does not count, or since they were let in. */
async function hasDone({ db, projectId }: Scope, { customerId, createdAt, trigger }: AutomationRun, name: string): Promise<boolean> {
  const began = trigger.type === "event" ? uuidOf("event", trigger.eventId) : null;
  const { rows } = await db.execute(sql`
    select 1 from events where project_id = ${projectId} and customer_id = ${customerId} and name = ${name} and id is distinct from ${began}::uuid
      and occurred_at >= coalesce((select b.occurred_at from events b where b.project_id = ${projectId} and b.id = ${began}::uuid),
        ${createdAt.toISOString()}::timestamptz)
    limit 1`);
  return rows.length > 0;
}

async function isIn({ db, projectId }: Scope, { customerId }: AutomationRun, segmentId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from segment_customers
    where project_id = ${projectId} and segment_id = ${uuidOf("segment", segmentId)} and customer_id = ${customerId}`);
  return rows.length > 0;
}
