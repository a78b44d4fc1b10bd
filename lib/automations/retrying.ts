import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type AutomationRun, automationRuns } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { UNFINISHED } from "@/lib/automations/schema";
import { AppError, notFound } from "@/lib/errors";
import { log } from "@/lib/log";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Minutes until the next attempt; the last of them holds for all that follow. */
const PAUSES = [0.5, 1, 5, 15, 30, 60, 120];

/** Some eight hours in all, which outlasts most of what a provider calls an incident. */
const MAX_FAILURES = 10;

/** Takes the same visit again later. */
export async function postpone(scope: Scope, run: AutomationRun, because: string): Promise<void> {
  const minutes = PAUSES[run.attempts] ?? PAUSES.at(-1) ?? 0;
  const until = new Date(scope.clock.now().getTime() + minutes * 60_000);
  await inTransaction(scope, async (tx) => {
    const kept = await setVisit(tx, run, { lastError: because, dueAt: until });
    if (kept) await follow(tx, "run/wake", { runIds: [run.id], visit: run.visit }, until);
  });
}

/** What becomes of a visit that failed: it is taken again later, or, when that cannot help or was done often enough, it ends the run. */
export async function failVisit(scope: Scope, run: AutomationRun, error: unknown): Promise<void> {
  const reason = told(error, run);
  if (!(error instanceof AppError) && run.attempts + 1 < MAX_FAILURES) return postpone(scope, run, reason);
  await setVisit(scope, run, { status: "failed", lastError: reason, dueAt: null, endedAt: scope.clock.now(), endedBecause: reason });
}

/** Writes down one more attempt at a visit, unless the run has moved on meanwhile. */
async function setVisit({ db, projectId }: Scope, run: AutomationRun, set: Partial<AutomationRun>): Promise<boolean> {
  const { projectId: project, id, visit, attempts, status } = automationRuns;
  const rows = await db
    .update(automationRuns)
    .set({ ...set, attempts: run.attempts + 1 })
    .where(and(eq(project, projectId), eq(id, run.id), eq(visit, run.visit), eq(attempts, run.attempts), inArray(status, UNFINISHED)))
    .returning({ id });
  return rows.length > 0;
}

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
    await follow(tx, "run/wake", { runIds: [runId], visit: run.visit });
  });
}

/** What was meant to be read is shown; anything else is written down where the operator reads. */
function told(error: unknown, { id, visit }: AutomationRun): string {
  if (error instanceof AppError) return error.message;
  log.error({ err: error, runId: id, visit }, "a step of a run failed");
  return "Something went wrong while this step was taken. The log of the server has the details under this run's id.";
}
