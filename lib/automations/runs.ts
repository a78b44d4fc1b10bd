import "server-only";
import { and, asc, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { automationRuns, automationRunSteps, customers } from "@/db/schema";
import { getAutomation } from "@/lib/automations/queries";
import { behind } from "@/lib/automations/numbers";
import { type RunStatus, type StepCount, UNFINISHED } from "@/lib/automations/schema";
import { notFound } from "@/lib/errors";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { requireGrant, type Scope } from "@/lib/scope";

export type ListRuns = {
  status?: RunStatus | undefined;
  /** Those behind a number of this step: who is there now, unless `what` says which other. */
  nodeId?: string | undefined;
  what?: StepCount | undefined;
  limit: number;
  cursor?: string | undefined;
};

const RUN = {
  id: automationRuns.id,
  automationId: automationRuns.automationId,
  version: automationRuns.version,
  status: automationRuns.status,
  nodeId: automationRuns.nodeId,
  dueAt: automationRuns.dueAt,
  attempts: automationRuns.attempts,
  lastError: automationRuns.lastError,
  endedAt: automationRuns.endedAt,
  endedBecause: automationRuns.endedBecause,
  enteredAt: automationRuns.createdAt,
  trigger: automationRuns.trigger,
  customerId: customers.publicId,
  email: customers.email,
};

const ofRun = and(eq(customers.projectId, automationRuns.projectId), eq(customers.id, automationRuns.customerId));

/** Who went through an automation, the latest first; with `nodeId` only those behind one of that step's numbers. */
export async function listRuns(scope: Scope, automationId: string, { status, nodeId, what = "here", limit, cursor }: ListRuns) {
  await getAutomation(scope, automationId);
  const rows = await scope.db
    .select(RUN)
    .from(automationRuns)
    .innerJoin(customers, ofRun)
    .where(
      and(
        eq(automationRuns.projectId, scope.projectId),
        eq(automationRuns.automationId, automationId),
        status ? eq(automationRuns.status, status) : undefined,
        nodeId ? behind(what, nodeId) : undefined,
        cursor ? lt(automationRuns.id, String(decodeCursor(cursor)[0])) : undefined,
      ),
    )
    .orderBy(desc(automationRuns.id))
    .limit(limit + 1);
  return pageOf(rows, limit, ({ id }) => [id]);
}
export type Run = Awaited<ReturnType<typeof listRuns>> extends Page<infer R> ? R : never;

/** One run with what each of its visits did. */
export async function getRun(scope: Scope, runId: string) {
  requireGrant(scope, "automations:read");
  const { db, projectId } = scope;
  const [run] = await db
    .select(RUN)
    .from(automationRuns)
    .innerJoin(customers, ofRun)
    .where(and(eq(automationRuns.projectId, projectId), eq(automationRuns.id, runId)));
  if (!run) throw notFound("run");
  const { visit, nodeId, outcome, detail, at } = automationRunSteps;
  const steps = await db
    .select({ visit, nodeId, outcome, detail, at })
    .from(automationRunSteps)
    .where(and(eq(automationRunSteps.projectId, projectId), eq(automationRunSteps.runId, runId)))
    .orderBy(asc(visit));
  return { ...run, steps };
}

export type Tally = { inProgress: number; entered30d: number; done: number; exited: number; failed: number };
export const NOBODY: Tally = { inProgress: 0, entered30d: 0, done: 0, exited: 0, failed: 0 };

/** The numbers of these automations, each counted in runs. */
export async function tallies(scope: Scope, automationIds: readonly string[]): Promise<Map<string, Tally>> {
  requireGrant(scope, "automations:read");
  if (automationIds.length === 0) return new Map();
  const { projectId, automationId, status, createdAt } = automationRuns;
  const since = new Date(scope.clock.now().getTime() - 30 * 24 * 60 * 60_000);
  const many = (condition: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const ended = (how: "done" | "exited" | "failed") => many(sql`${eq(status, how)}`);
  const [inProgress, entered30d] = [many(sql`${inArray(status, UNFINISHED)}`), many(sql`${gte(createdAt, since)}`)];
  const rows = await scope.db
    .select({ automationId, inProgress, entered30d, done: ended("done"), exited: ended("exited"), failed: ended("failed") })
    .from(automationRuns)
    .where(and(eq(projectId, scope.projectId), inArray(automationId, [...automationIds])))
    .groupBy(automationId);
  return new Map(rows.map(({ automationId: id, ...tally }) => [id, tally]));
}
