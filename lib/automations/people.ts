import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type Automation, automationVersions, events } from "@/db/schema";
import { choicesOf, stepSentences } from "@/lib/automations/builder";
import { getAutomation, getVersion } from "@/lib/automations/queries";
import { getRun, type ListRuns, listRuns } from "@/lib/automations/runs";
import { allSteps, type RunTrigger, triggerSentence } from "@/lib/automations/schema";
import { notFound } from "@/lib/errors";
import { may, type Scope } from "@/lib/scope";

/** Who went through an automation, each where they are in words of the version they entered. */
export async function openPeople(scope: Scope, id: string, asked: ListRuns) {
  const automation = await getAutomation(scope, id);
  const { items, nextCursor } = await listRuns(scope, id, asked);
  const versions = items.map(({ version }) => version);
  const says = await sentencesOf(scope, id, versions);
  const runs = items.map((run) => ({
    ...{ id: run.id, status: run.status, attempts: run.attempts, dueAt: run.dueAt, enteredAt: run.enteredAt },
    who: run.email ?? run.customerId,
    place: run.nodeId && says(run.version, run.nodeId),
    problem: run.lastError,
  }));
  const { draft, liveVersion } = automation;
  const steps = allSteps(draft.steps).map((step) => ({ id: step.id, says: says(liveVersion ?? 0, step.id) }));
  return {
    ...{ automation, runs, nextCursor, steps },
    moves: await movesIn(scope, automation, says),
    isHeld: automation.status === "paused",
    mayEdit: may(scope.actor, "automations:write"),
    now: scope.clock.now(),
  };
}

type Says = Awaited<ReturnType<typeof sentencesOf>>;

/** The steps that somebody can be moved to: those of what is live. */
async function movesIn(scope: Scope, { id, liveVersion, status }: Automation, says: Says) {
  if (liveVersion === null || status === "archived") return [];
  const flow = await getVersion(scope, id, liveVersion);
  return allSteps(flow?.steps ?? []).map((step) => ({ id: step.id, says: says(liveVersion, step.id) }));
}

/** One run, told from its beginning. */
export async function openRun(scope: Scope, id: string, runId: string) {
  const automation = await getAutomation(scope, id);
  const run = await getRun(scope, runId);
  if (run.automationId !== automation.id) throw notFound("run");
  const [says, because] = await Promise.all([sentencesOf(scope, run.automationId, [run.version]), beganBecause(scope, run.trigger)]);
  const visits = run.steps.map(({ nodeId, ...visit }) => ({ ...visit, step: says(run.version, nodeId) }));
  const place = run.nodeId && says(run.version, run.nodeId);
  const isUnderWay = run.endedAt === null || run.status === "failed";
  const moves = isUnderWay ? await movesIn(scope, automation, says) : [];
  const steps = (stepId: string) => says(run.version, stepId);
  return { automation, run, visits, place, steps, because, moves, mayEdit: may(scope.actor, "automations:write"), now: scope.clock.now() };
}

async function sentencesOf(scope: Scope, automationId: string, versions: readonly number[]) {
  const { draft, liveVersion } = await getAutomation(scope, automationId);
  const wanted = [...new Set([...versions, ...(liveVersion ? [liveVersion] : [])])];
  const { projectId, automationId: automation, version, flow } = automationVersions;
  const ofWanted = and(eq(projectId, scope.projectId), eq(automation, automationId), inArray(version, wanted));
  const [choices, rows] = await Promise.all([
    choicesOf(scope),
    scope.db.select({ version, flow }).from(automationVersions).where(ofWanted),
  ]);
  const drafted = stepSentences(draft, choices);
  const byVersion = new Map(rows.map(({ version, flow }) => [version, stepSentences(flow, choices)]));
  return (version: number, stepId: string): string => byVersion.get(version)?.get(stepId) ?? drafted.get(stepId) ?? "A deleted step";
}

async function beganBecause(scope: Scope, trigger: RunTrigger): Promise<string> {
  const { db, projectId } = scope;
  if (trigger.type === "segment_entered") return triggerSentence(trigger, await choicesOf(scope)).replace(/^enters/, "Entered");
  if (trigger.type !== "event")
    return triggerSentence(trigger, await choicesOf(scope))
      .replace(/^gets/, "Got")
      .replace(/^loses/, "Lost");
  const [event] = await db
    .select({ name: events.name })
    .from(events)
    .where(and(eq(events.projectId, projectId), eq(events.id, trigger.eventId)));
  return event ? `Did “${event.name}”` : "Did an event that is no longer kept";
}
