import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type AutomationRun, automationRuns, automations, automationVersions } from "@/db/schema";
import { isRefusal } from "@/inngest/engine/sql";
import { reasonToLeave } from "@/lib/automations/exits";
import { askBeforeSending } from "@/lib/automations/holding";
import { type Kept, keepVisits } from "@/lib/automations/keeping";
import { type Place, placesOf } from "@/lib/automations/places";
import { failVisit, postpone } from "@/lib/automations/retrying";
import { type Flow, UNFINISHED } from "@/lib/automations/schema";
import type { Whose } from "@/lib/automations/steps/kind";
import { kindOf } from "@/lib/automations/steps/kinds";
import { requireGrant, type Scope } from "@/lib/scope";

/** What a caller may do next: call again at once, come back when the promised wake arrives, or leave it. `held` is paused. */
export type Advanced = { state: "goes_on" } | { state: "waits"; visit: number; until: Date } | { state: "held" } | { state: "ended" };

/** Those who were promised to be taken on together, from one visit where they were woken from it. */
export type Party = { runIds: readonly string[]; visit?: number };

/** Who of a party goes on at once. `early` are those whose promised visit is not due before a time, though the wake has come. */
export type PartyAdvanced = { goOn: string[]; early?: { runIds: string[]; until: Date } };

type Way = { run: AutomationRun; automation: Whose; flow: Flow };

/** Runs that share a look and a commit: few, because a pause is seen at the look. */
const TOGETHER = 20;
/** Steps that are taken at once: several, because one that sends waits for a provider. */
const AT_ONCE = 5;

/**
 * Takes the step that is due for each run, if one is: the row says which, so it is safe to call at any time, again after a crash, or twice at
 * once. Of two that take the same visit one is kept; an effect they both had is one effect, claimed under `<run>/<visit>`.
 * Before every step it is asked whether something ends this way.
 * A step that fails is tried again later, and after the last attempt the run ends with the reason; nobody else of the party minds.
 */
export async function advanceAll(scope: Scope, { runIds, visit }: Party): Promise<PartyAdvanced> {
  const advanced: [runId: string, Advanced][] = [];
  for (let i = 0; i < runIds.length; i += TOGETHER) advanced.push(...(await advanceTogether(scope, runIds.slice(i, i + TOGETHER))));
  const goOn = advanced.flatMap(([id, { state }]) => (state === "goes_on" ? id : []));
  const early = advanced.flatMap(([id, now]) => (now.state === "waits" && now.visit === visit ? { id, until: now.until } : []));
  if (early.length === 0) return { goOn };
  const until = new Date(Math.max(...early.map((one) => one.until.getTime())));
  return { goOn, early: { runIds: early.map(({ id }) => id), until } };
}

/** The same for one run. */
export async function advance(scope: Scope, runId: string): Promise<Advanced> {
  const [[, advanced] = [runId, ENDED]] = await advanceTogether(scope, [runId]);
  return advanced;
}

const ENDED: Advanced = { state: "ended" };
const GOES_ON: Advanced = { state: "goes_on" };

async function advanceTogether(scope: Scope, runIds: readonly string[]): Promise<[runId: string, Advanced][]> {
  requireGrant(scope, "automations:write");
  const ways = await readWays(scope, runIds);
  const at = scope.clock.now();
  const advanced: [runId: string, Advanced][] = [];
  const visits: Kept[] = [];
  const waiting = [...ways];
  const takeTurns = async () => {
    for (let way = waiting.shift(); way; way = waiting.shift()) {
      const now = await visitOf(scope, way, at);
      if ("taken" in now) visits.push(now);
      else advanced.push([way.run.id, now]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ways.length) }, takeTurns));
  return [...advanced, ...(await kept(scope, visits))];
}

/** Writes down what was taken. One visit that Postgres refuses fails alone. */
async function kept(scope: Scope, visits: readonly Kept[]): Promise<[runId: string, Advanced][]> {
  try {
    const moved = await keepVisits(scope, visits);
    return visits.map(({ run: { id, visit }, taken }) => [
      id,
      taken.next === "stay" && moved.has(id) ? { state: "waits", visit: visit + 1, until: taken.until } : GOES_ON,
    ]);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (visits.length === 1) await failVisit(scope, visits[0]!.run, error);
    const one = async (visit: Kept) => (visits.length === 1 ? [[visit.run.id, GOES_ON] as [string, Advanced]] : kept(scope, [visit]));
    return (await Promise.all(visits.map(one))).flat();
  }
}

/** A step that was taken and is to be kept, or what the run is in when there is none. A failure is written down. */
async function visitOf(scope: Scope, way: Way, at: Date): Promise<Kept | Advanced> {
  const { run, automation, flow } = way;
  if (!isUnfinished(run)) return ENDED;
  if (automation.status !== "live") return { state: "held" };
  if (run.dueAt && run.dueAt > at) return { state: "waits", visit: run.visit, until: run.dueAt };
  try {
    const because = await reasonToLeave(scope, run, flow);
    if (because) return await leave(scope, run, because);
    const place = placesOf(flow.steps).get(run.nodeId ?? "");
    if (!place) throw new Error(`Run ${run.id} stands at "${run.nodeId}", which version ${run.version} does not have.`);
    return await take(scope, way, place, at);
  } catch (error) {
    await failVisit(scope, run, error);
    return GOES_ON;
  }
}

async function take(scope: Scope, { run, automation }: Way, place: Place, at: Date): Promise<Kept | Advanced> {
  const { step } = place;
  const taken = await kindOf(step).take(scope, { run, automation, step, at, began: run.status === "waiting" });
  if (taken.next === "ask") return (await askBeforeSending(scope, automation.id)) ? { state: "held" } : GOES_ON;
  if (taken.next !== "later") return { run, place, taken };
  await postpone(scope, run, taken.because);
  return GOES_ON;
}

const isUnfinished = ({ status }: AutomationRun) => (UNFINISHED as readonly string[]).includes(status);

/** Waits for pauses and resumes that are being decided at this moment, so that a resume finds every run that was held before it. */
function readWays({ db, projectId }: Scope, runIds: readonly string[]): Promise<Way[]> {
  const { id, status, asksBeforeSending } = automations;
  return db
    .select({ run: automationRuns, automation: { id, status, asksBeforeSending }, flow: automationVersions.flow })
    .from(automationRuns)
    .innerJoin(automations, and(eq(automations.projectId, automationRuns.projectId), eq(id, automationRuns.automationId)))
    .innerJoin(
      automationVersions,
      and(
        eq(automationVersions.projectId, automationRuns.projectId),
        eq(automationVersions.automationId, automationRuns.automationId),
        eq(automationVersions.version, automationRuns.version),
      ),
    )
    .where(and(eq(automationRuns.projectId, projectId), inArray(automationRuns.id, [...runIds])))
    .for("share", { of: automations });
}

/** Ends the run where it is, unless somebody has moved it meanwhile. */
async function leave({ db, projectId, clock }: Scope, run: AutomationRun, because: string): Promise<Advanced> {
  const { projectId: project, id, visit, status } = automationRuns;
  await db
    .update(automationRuns)
    .set({ status: "exited", dueAt: null, endedAt: clock.now(), endedBecause: because })
    .where(and(eq(project, projectId), eq(id, run.id), eq(visit, run.visit), inArray(status, UNFINISHED)));
  return ENDED;
}
