import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type Automation, type AutomationRun, automationRuns, automationRunSteps, automations, automationVersions } from "@/db/schema";
import { reasonToLeave } from "@/lib/automations/exits";
import { askBeforeSending } from "@/lib/automations/holding";
import { laneStart, type Place, placesOf } from "@/lib/automations/places";
import { type Flow, UNFINISHED } from "@/lib/automations/schema";
import { failVisit, postpone } from "@/lib/automations/retrying";
import type { Settled, Taken } from "@/lib/automations/steps/kind";
import { kindOf } from "@/lib/automations/steps/kinds";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** What a caller may do next: call again at once, come back when the promised wake arrives, or leave it. `held` is paused. */
export type Advanced = { state: "goes_on" } | { state: "waits"; visit: number; until: Date } | { state: "held" } | { state: "ended" };

type Way = { run: AutomationRun; automation: Automation; flow: Flow };

/**
 * Takes the step that is due for a run, if one is: the row says which, so it is safe to call at any time, again after a crash, or twice at once.
 * Of two that take the same visit one is kept; an effect they both had is one effect, claimed under `<run>/<visit>`.
 * Before every step it is asked whether something ends this way.
 * A step that fails is tried again later, and after the last attempt the run ends with the reason.
 */
export async function advance(scope: Scope, runId: string): Promise<Advanced> {
  requireGrant(scope, "automations:write");
  const way = await readWay(scope, runId);
  if (!way || !isUnfinished(way.run)) return { state: "ended" };
  const { run, automation, flow } = way;
  if (automation.status !== "live") return { state: "held" };
  if (run.dueAt && run.dueAt > scope.clock.now()) return { state: "waits", visit: run.visit, until: run.dueAt };

  const leaves = await reasonToLeave(scope, run, flow);
  if (leaves) {
    await leave(scope, run, leaves);
    return { state: "ended" };
  }
  const place = placesOf(flow.steps).get(run.nodeId ?? "");
  if (!place) throw new Error(`Run ${run.id} stands at "${run.nodeId}", which version ${run.version} does not have.`);
  const taken = await takeStep(scope, way, place);
  if (taken?.next === "ask") return { state: (await askBeforeSending(scope, automation.id)) ? "held" : "goes_on" };
  if (taken?.next === "later") await postpone(scope, run, taken.because);
  else if (taken && (await keep(scope, run, place, taken)) && taken.next === "stay")
    return { state: "waits", visit: run.visit + 1, until: taken.until };
  return { state: "goes_on" };
}

const isUnfinished = ({ status }: AutomationRun) => (UNFINISHED as readonly string[]).includes(status);

/** Waits for a pause or resume that is being decided at this moment, so that a resume finds every run that was held before it. */
async function readWay({ db, projectId }: Scope, runId: string): Promise<Way | undefined> {
  const [way] = await db
    .select({ run: automationRuns, automation: automations, flow: automationVersions.flow })
    .from(automationRuns)
    .innerJoin(automations, and(eq(automations.projectId, automationRuns.projectId), eq(automations.id, automationRuns.automationId)))
    .innerJoin(
      automationVersions,
      and(
        eq(automationVersions.projectId, automationRuns.projectId),
        eq(automationVersions.automationId, automationRuns.automationId),
        eq(automationVersions.version, automationRuns.version),
      ),
    )
    .where(and(eq(automationRuns.projectId, projectId), eq(automationRuns.id, runId)))
    .for("share", { of: automations });
  return way;
}

/** Null when the step failed, which is written down. */
async function takeStep(scope: Scope, { run, automation }: Way, { step }: Place): Promise<Taken | null> {
  try {
    return await kindOf(step).take(scope, { run, automation, step, began: run.status === "waiting" });
  } catch (error) {
    await failVisit(scope, run, error);
    return null;
  }
}

/** Writes down the visit and moves the run, unless somebody else has done so; answers whether it did. Staying is promised its wake in the same transaction. */
const keep = (scope: Scope, run: AutomationRun, place: Place, taken: Settled): Promise<boolean> =>
  inTransaction(scope, async (tx) => {
    const { projectId, id, visit, status } = automationRuns;
    const [moved] = await tx.db
      .update(automationRuns)
      .set({ visit: run.visit + 1, attempts: 0, lastError: null, ...destination(tx, place, taken) })
      .where(and(eq(projectId, tx.projectId), eq(id, run.id), eq(visit, run.visit), inArray(status, UNFINISHED)))
      .returning({ id });
    if (!moved) return false;
    const { outcome, detail } = taken;
    await tx.db.insert(automationRunSteps).values({
      projectId: tx.projectId,
      runId: run.id,
      visit: run.visit,
      automationId: run.automationId,
      nodeId: place.step.id,
      became: taken.next === "stay" ? "begun" : (taken.became ?? "done"),
      outcome,
      at: tx.clock.now(),
      ...(detail && { detail }),
    });
    if (taken.next === "stay") await follow(tx, "run/wake", { runId: run.id, visit: run.visit + 1 }, taken.until);
    return true;
  });

/** Ends the run where it is, unless somebody has moved it meanwhile. */
async function leave({ db, projectId, clock }: Scope, run: AutomationRun, because: string): Promise<void> {
  const { projectId: project, id, visit, status } = automationRuns;
  await db
    .update(automationRuns)
    .set({ status: "exited", dueAt: null, endedAt: clock.now(), endedBecause: because })
    .where(and(eq(project, projectId), eq(id, run.id), eq(visit, run.visit), inArray(status, UNFINISHED)));
}

function destination({ clock }: Scope, place: Place, taken: Settled): Partial<AutomationRun> {
  const now = clock.now();
  if (taken.next === "stay") return { status: "waiting", dueAt: taken.until };
  const nodeId = taken.lane === undefined ? place.next : laneStart(place, taken.lane);
  return nodeId === null ? { status: "done", nodeId, dueAt: null, endedAt: now } : { status: "active", nodeId, dueAt: now };
}
