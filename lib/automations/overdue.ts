import "server-only";
import { sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import type { Automation } from "@/db/schema";
import { getAutomation } from "@/lib/automations/queries";
import type { Overdue } from "@/lib/automations/schema";
import { wakesOf } from "@/lib/automations/wakes";
import { followAll } from "@/lib/outbox/follow";
import type { Scope } from "@/lib/scope";

/** Whom a pause holds: how many are in it, and of how many the time came since, with the hours by which each is late at most. */
export type Held = { inProgress: number; overdue: number; lateByHours: { hours: number; people: number }[] };

/** The lateness that a person may choose to let people leave at. */
export const LATE_HOURS = [0, 24, 72, 168] as const;

/** What resuming a paused automation would mean for those who are in it. */
export async function heldBy(scope: Scope, id: string): Promise<Held> {
  const { id: known } = await getAutomation(scope, id);
  const now = scope.clock.now();
  const lateBy = (hours: number) =>
    sql`count(*) filter (where due_at <= ${new Date(now.getTime() - hours * 3_600_000).toISOString()}::timestamptz)`;
  const { rows } = await scope.db.execute<Record<string, string>>(sql`
    select count(*) as all, ${sql.join(
      LATE_HOURS.map((hours) => sql`${lateBy(hours)} as ${sql.raw(`late_${hours}`)}`),
      sql`, `,
    )}
    from automation_runs where ${ofAutomation(scope, known)} and status in ('active', 'waiting')`);
  const row = rows[0]!;
  return {
    inProgress: Number(row.all),
    overdue: Number(row.late_0),
    lateByHours: LATE_HOURS.map((hours) => ({ hours, people: Number(row[`late_${hours}`]) })),
  };
}

/** Does with those who were held what was chosen. Part of the transaction that ends the pause; whoever is due after it is woken by it. */
export async function settleHeld(tx: Scope, { id, pausedAt }: Automation, overdue: Overdue): Promise<void> {
  if (overdue === "shift" && pausedAt) await shift(tx, id, pausedAt);
  if (typeof overdue === "object") await letLeave(tx, id, overdue.leaveAfterHours);
}

/** Nobody took a step since the pause, so every wait began before it: each ends later by as long as it was. */
async function shift(tx: Scope, id: string, pausedAt: Date) {
  const { rows } = await tx.db.execute<{ id: string; visit: number; due: string }>(sql`
    update automation_runs set due_at = due_at + (${tx.clock.now().toISOString()}::timestamptz - ${pausedAt.toISOString()}::timestamptz)
    where ${ofAutomation(tx, id)} and status = 'waiting' and due_at > ${pausedAt.toISOString()}::timestamptz
    returning id, visit, extract(epoch from due_at) * 1000 as due`);
  const wakes = rows.map(({ id, visit, due }) => ({ runId: publicId("run", id), visit, at: new Date(Number(due)) }));
  await followAll(tx, "run/wake", wakesOf(wakes));
}

const letLeave = ({ clock, ...tx }: Scope, id: string, hours: number) =>
  tx.db.execute(sql`
    update automation_runs set status = 'exited', due_at = null, ended_at = ${clock.now().toISOString()}::timestamptz,
      ended_because = 'Its time passed while the automation was paused.'
    where ${ofAutomation(tx, id)} and status in ('active', 'waiting')
      and due_at <= ${new Date(clock.now().getTime() - hours * 3_600_000).toISOString()}::timestamptz`);

const ofAutomation = ({ projectId }: Pick<Scope, "projectId">, id: string) =>
  sql`project_id = ${projectId} and automation_id = ${uuidOf("automation", id)}`;
