import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { type AutomationRun, automationRuns, automationRunSteps } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { lockAutomation } from "@/lib/automations/moves";
import { placesOf } from "@/lib/automations/places";
import { getVersion } from "@/lib/automations/queries";
import { type Flow, type MoveRuns, type SteerRuns, UNFINISHED, type VisitEnd } from "@/lib/automations/schema";
import { AppError } from "@/lib/errors";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** What a person may be led on from: also a step that failed. */
const STEERED = [...UNFINISHED, "failed"] as const;

type Steered = { set: Partial<AutomationRun>; outcome: string; became: VisitEnd };

/** Ends the way of these people where they are. Answers for how many: who has left meanwhile is not counted. */
export const ejectRuns = (scope: Scope, said: SteerRuns): Promise<number> =>
  steer(scope, said, "run.ejected", async (tx) => ({
    set: { status: "exited", dueAt: null, endedAt: tx.clock.now(), endedBecause: "Taken out by hand." },
    outcome: "Taken out by hand",
    became: "left",
  }));

/** Lets these people pass the step they are at, as if it was done. */
export const skipStep = (scope: Scope, said: SteerRuns): Promise<number> => {
  const flows = new Map<number, Flow | null>();
  return steer(scope, said, "run.skipped", async (tx, run) => {
    if (!flows.has(run.version)) flows.set(run.version, await getVersion(tx, said.id, run.version));
    const next = placesOf(flows.get(run.version)?.steps ?? []).get(run.nodeId ?? "")?.next ?? null;
    if (next === null) return { set: ended(tx), outcome: "Skipped by hand, to the end", became: "skipped" };
    return { set: at(tx, next), outcome: "Skipped by hand", became: "skipped" };
  });
};

/** Leads these people to a step of what is live now, whichever version they entered. */
export const moveRuns = (scope: Scope, { stepId, ...said }: MoveRuns): Promise<number> =>
  inTransaction(scope, async (tx) => {
    const { liveVersion } = await lockAutomation(tx, said.id);
    const flow = liveVersion === null ? null : await getVersion(tx, said.id, liveVersion);
    if (liveVersion === null || !flow || !placesOf(flow.steps).has(stepId))
      throw new AppError("CONFLICT", "The live version no longer has this step. Reload the page.");
    return steer(tx, said, "run.moved", async () => ({
      set: { ...at(tx, stepId), version: liveVersion },
      outcome: "Moved to another step by hand",
      became: "skipped",
    }));
  });

const at = ({ clock }: Scope, nodeId: string): Partial<AutomationRun> => ({
  status: "active",
  nodeId,
  dueAt: clock.now(),
  endedAt: null,
  endedBecause: null,
});
const ended = ({ clock }: Scope): Partial<AutomationRun> => ({
  status: "done",
  nodeId: null,
  dueAt: null,
  endedAt: clock.now(),
  endedBecause: null,
});

/**
 * Steers people of one automation, each on the record and with what was done to them in their story. The visit they were at is over with
 * it, so a step that is being taken at this moment no longer moves them; what it has sent is sent.
 */
function steer(
  scope: Scope,
  { id, runIds }: SteerRuns,
  verb: `run.${string}`,
  to: (tx: Scope, run: AutomationRun) => Promise<Steered>,
): Promise<number> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const { name, status } = await lockAutomation(tx, id);
    if (status === "archived") throw new AppError("CONFLICT", `"${name}" is archived: nobody is in it any more.`);
    const runs = await lockRuns(tx, id, runIds);
    for (const run of runs) {
      const { set, ...told } = await to(tx, run);
      const visit = run.visit + 1;
      const mine = and(eq(automationRuns.projectId, tx.projectId), eq(automationRuns.id, run.id));
      await tx.db
        .update(automationRuns)
        .set({ ...set, visit, attempts: 0, lastError: null })
        .where(mine);
      const of = { projectId: tx.projectId, runId: run.id, visit: run.visit, automationId: id, nodeId: run.nodeId ?? "" };
      await tx.db.insert(automationRunSteps).values({ ...of, ...told, at: tx.clock.now() });
      await record(tx, verb, run.id, { before: { step: run.nodeId, version: run.version }, after: { step: set.nodeId ?? null } });
      if (set.dueAt) await follow(tx, "run/wake", { runIds: [run.id], visit });
    }
    return runs.length;
  });
}

const lockRuns = ({ db, projectId }: Scope, automationId: string, ids: readonly string[]): Promise<AutomationRun[]> => {
  const { projectId: project, automationId: automation, id, status } = automationRuns;
  return db
    .select()
    .from(automationRuns)
    .where(and(eq(project, projectId), eq(automation, automationId), inArray(id, [...ids]), inArray(status, [...STEERED])))
    .orderBy(asc(id))
    .for("update");
};
