import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type AutomationRun, automationRuns } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { UNFINISHED } from "@/lib/automations/schema";
import { AppError, notFound } from "@/lib/errors";
import { log } from "@/lib/log";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Minutes until the next attempt: some ten hours in all, which outlasts most of what a provider calls an incident. */
const PAUSES = [0.25, 1, 5, 15, 30, 60, 120, 180, 180];

/** What becomes of a visit that failed: tried again later, or, when it cannot help or was the last attempt, the end of the run. */
export const postpone = (scope: Scope, run: AutomationRun, error: unknown): Promise<void> =>
  inTransaction(scope, async (tx) => {
    const pause = error instanceof AppError ? undefined : PAUSES[run.attempts];
    const reason = told(error, run);
    const now = tx.clock.now();
    const until = pause === undefined ? null : new Date(now.getTime() + pause * 60_000);
    const end = { status: "failed" as const, dueAt: null, endedAt: now, endedBecause: reason };
    const { projectId, id, visit, attempts, status } = automationRuns;
    const [kept] = await tx.db
      .update(automationRuns)
      .set({ attempts: run.attempts + 1, lastError: reason, ...(until ? { dueAt: until } : end) })
      .where(
        and(eq(projectId, tx.projectId), eq(id, run.id), eq(visit, run.visit), eq(attempts, run.attempts), inArray(status, UNFINISHED)),
      )
      .returning({ id });
    if (kept && until) await follow(tx, "run/wake", { runId: run.id, visit: run.visit }, until);
  });

/** Lets a failed run take its step again. */
export function retryRun(scope: Scope, runId: string): Promise<void> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const { projectId, id, status, visit } = automationRuns;
    const [run] = await tx.db
      .update(automationRuns)
      .set({ status: "active", attempts: 0, dueAt: tx.clock.now(), endedAt: null, endedBecause: null })
      .where(and(eq(projectId, tx.projectId), eq(id, runId), eq(status, "failed")))
      .returning({ visit });
    if (!run) throw notFound("failed run");
    await record(tx, "run.retried", runId);
    await follow(tx, "run/wake", { runId, visit: run.visit });
  });
}

/** What was meant to be read is shown; anything else is written down where the operator reads. */
function told(error: unknown, { id, visit }: AutomationRun): string {
  if (error instanceof AppError) return error.message;
  log.error({ err: error, runId: id, visit }, "a step of a run failed");
  return "Something went wrong while this step was taken. The log of the server has the details under this run's id.";
}
