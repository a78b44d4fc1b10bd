import "server-only";
import { and, asc, eq, inArray, lte, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { automationRuns, automations } from "@/db/schema";
import { UNFINISHED } from "@/lib/automations/schema";
import { wakesOf } from "@/lib/automations/wakes";
import { followAll } from "@/lib/outbox/follow";
import { inTransaction, type Scope } from "@/lib/scope";

/** Longer than any promise should be late: a run that is overdue by more has lost its wake. */
const GRACE_MS = 10 * 60_000;
const PAGE = 1_000;
const MAX_PROJECTS = 500; // a durable function takes 1,000 steps at most

/** Wakes those whose time came while an automation was paused. Part of the transaction that ends the pause. */
export async function wakeHeld(tx: Scope, automationId: string): Promise<void> {
  await wake(tx, await due(tx, eq(automationRuns.automationId, automationId), tx.clock.now()));
}

/** Projects in which somebody waits for a wake that did not come. */
export async function projectsWithOverdue(db: Db, now: Date): Promise<number[]> {
  const rows = await db
    .selectDistinct({ projectId: automationRuns.projectId })
    .from(automationRuns)
    .innerJoin(automations, ofRun)
    .where(overdue(now))
    .limit(MAX_PROJECTS);
  return rows.map(({ projectId }) => projectId);
}

/**
 * Heals what should not happen: wakes the runs of live automations that are long overdue, such as after the durable engine
 * was exchanged or its state was lost. A woken run is due anew, so that it is not woken again at once. Answers how many.
 */
export const wakeOverdue = (scope: Scope): Promise<number> =>
  inTransaction(scope, async (tx) => {
    const now = tx.clock.now();
    const runs = await tx.db
      .select(place)
      .from(automationRuns)
      .innerJoin(automations, ofRun)
      .where(and(eq(automationRuns.projectId, tx.projectId), overdue(now)))
      .orderBy(asc(automationRuns.dueAt))
      .limit(PAGE)
      .for("update", { of: automationRuns, skipLocked: true });
    if (runs.length === 0) return 0;
    const ids = runs.map(({ runId }) => runId);
    await tx.db
      .update(automationRuns)
      .set({ dueAt: now })
      .where(and(eq(automationRuns.projectId, tx.projectId), inArray(automationRuns.id, ids)));
    await wake(tx, runs);
    return runs.length;
  });

const place = { runId: automationRuns.id, visit: automationRuns.visit };

const ofRun = and(eq(automations.projectId, automationRuns.projectId), eq(automations.id, automationRuns.automationId));

const unfinishedAndDue = (by: Date) => and(inArray(automationRuns.status, UNFINISHED), lte(automationRuns.dueAt, by));

const overdue = (now: Date) => and(eq(automations.status, "live"), unfinishedAndDue(new Date(now.getTime() - GRACE_MS)));

const due = ({ db, projectId }: Scope, which: SQL, now: Date) =>
  db
    .select(place)
    .from(automationRuns)
    .where(and(eq(automationRuns.projectId, projectId), which, unfinishedAndDue(now)));

const wake = (tx: Scope, runs: { runId: string; visit: number }[]) => followAll(tx, "run/wake", wakesOf(runs));
