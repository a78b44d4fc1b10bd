import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import { engineFunctions, engineInbox, enginePauses, engineRuns, engineTimers } from "@/db/schema";
import { ENGINE_CHANNEL, REPLAY, replayIdOf } from "@/inngest/engine/event";
import { record } from "@/lib/audit/record";
import { AppError, notFound } from "@/lib/errors";
import { ownsEverything, reach } from "@/lib/jobs/reach";
import type { FunctionOf } from "@/lib/jobs/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Begins an ended job anew, with what it was given. Once: whoever wants it a third time begins anew what the second became. */
export const replayJob = (scope: Scope, id: string): Promise<void> =>
  inTransaction(scope, async (tx) => {
    const run = await ownRun(tx, id);
    if (run.endedAt === null) throw new AppError("CONFLICT", "This job has not ended yet. Cancel it first, or wait.");
    const [known] = await tx.db.select({ id: engineFunctions.id }).from(engineFunctions).where(eq(engineFunctions.id, run.functionId));
    if (!known) throw new AppError("CONFLICT", "What this job did does not exist any more in this version.");
    const now = tx.clock.now();
    const event = { id: replayIdOf(run.id), name: REPLAY, data: { runId: run.id, projectId: run.projectId }, ts: now.getTime(), user: {} };
    await record(tx, "job.replayed", id);
    await tx.db.insert(engineInbox).values({ projectId: run.projectId, event: JSON.stringify(event), receivedAt: now });
    await tx.db.execute(sql`select pg_notify(${ENGINE_CHANNEL}, '')`);
  });

/** Ends a job that goes on. A step at work runs to its end, and what it answers does not count any more. */
export const cancelJob = (scope: Scope, id: string): Promise<void> =>
  inTransaction(scope, async (tx) => {
    const { id: runId, functionId, projectId, endedAt } = await ownRun(tx, id);
    if (endedAt !== null) throw new AppError("CONFLICT", "This job has ended already.");
    await record(tx, "job.cancelled", id);
    const stop = { kind: "stop" as const, functionId, projectId, runId, stepId: "stop", at: tx.clock.now(), payload: "Cancelled by hand." };
    await tx.db.insert(engineTimers).values(stop).onConflictDoNothing();
  });

/** Holds a function's jobs, for this project or for the whole installation. What is at work ends its step; everything else waits. */
export const pauseFunction = (scope: Scope, { functionId, of }: FunctionOf): Promise<void> =>
  inTransaction(scope, async (tx) => {
    const projectId = await reach(tx, "jobs:write", of);
    const [known] = await tx.db.select({ id: engineFunctions.id }).from(engineFunctions).where(eq(engineFunctions.id, functionId));
    if (!known) throw notFound("function");
    const pause = { projectId, functionId, pausedAt: tx.clock.now() };
    const made = await tx.db.insert(enginePauses).values(pause).onConflictDoNothing().returning();
    if (made.length > 0) await record(tx, "function.paused", functionId, { after: { of } });
  });

/** Lets a function's jobs go on where they are. */
export const resumeFunction = (scope: Scope, { functionId, of }: FunctionOf): Promise<void> =>
  inTransaction(scope, async (tx) => {
    const projectId = await reach(tx, "jobs:write", of);
    const pause = and(eq(enginePauses.projectId, projectId), eq(enginePauses.functionId, functionId));
    const gone = await tx.db.delete(enginePauses).where(pause).returning();
    if (gone.length > 0) await record(tx, "function.resumed", functionId, { after: { of } });
  });

/** A run of the scope's project, or of the whole installation for who owns that. */
async function ownRun(scope: Scope, id: string) {
  requireGrant(scope, "jobs:write");
  const { id: runId, functionId, projectId, endedAt } = engineRuns;
  const [run] = await scope.db
    .select({ id: runId, functionId, projectId, endedAt })
    .from(engineRuns)
    .where(eq(runId, uuidOf("job", id)));
  const inReach = run && (run.projectId === scope.projectId || (run.projectId === 0 && (await ownsEverything(scope))));
  if (!inReach || publicId("job", run.id) !== id) throw notFound("job");
  return run;
}
