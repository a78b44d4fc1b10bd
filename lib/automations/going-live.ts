import "server-only";
import { and, eq, max } from "drizzle-orm";
import { type Automation, automationVersions } from "@/db/schema";
import { lockAutomation, moveTo } from "@/lib/automations/moves";
import { problemsOf } from "@/lib/automations/problems";
import { type Flow, lanesOf, type Problem, type Step } from "@/lib/automations/schema";
import { eventNameOf } from "@/lib/automations/starting";
import { kindOf } from "@/lib/automations/steps/kinds";
import { wakeHeld } from "@/lib/automations/waking";
import { AppError } from "@/lib/errors";
import { listenTo } from "@/lib/listeners/commands";
import type { Interest } from "@/lib/listeners/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/**
 * Publishes the draft as a new version, which never changes, and lets people in. People who are under way finish the version they entered.
 * The version, the templates it pins, what it listens to, its record: all of it or nothing, so the first event after this is not missed.
 */
export async function goLive(scope: Scope, id: string): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const automation = await lockAutomation(tx, id);
    const problems = await problemsOf(tx, automation.draft);
    if (problems.length > 0) throw notReady(problems);

    const version = (await latestVersion(tx, id)) + 1;
    const flow = { ...automation.draft, steps: await frozen(tx, automation.draft.steps) };
    await tx.db.insert(automationVersions).values({ projectId: tx.projectId, automationId: id, version, flow, createdAt: tx.clock.now() });
    await listenTo(tx, id, interestsOf(flow));
    const live = await moveTo(tx, automation, "live", { liveVersion: version, liveRevision: automation.revision });
    if (automation.status === "paused") await wakeHeld(tx, id);
    return live;
  });
}

/** What ingestion must hear of for this flow. Segments tell of those who enter by themselves. */
export function interestsOf({ trigger }: Flow): Interest[] {
  if (trigger?.type === "tag_added" || trigger?.type === "tag_removed") return [{ interest: "start_on_tag", key: trigger.tagId }];
  const name = eventNameOf(trigger);
  return name === null ? [] : [{ interest: "start_on_event", key: name }];
}

async function frozen(tx: Scope, steps: readonly Step[]): Promise<Step[]> {
  const kept: Step[] = [];
  for (const step of steps) {
    const pinned = (await kindOf(step).freeze?.(tx, step)) ?? step;
    const lanes: [string, Step[]][] = [];
    for (const lane of lanesOf(step)) lanes.push([lane.key, await frozen(tx, lane.steps)]);
    kept.push({ ...pinned, ...Object.fromEntries(lanes) });
  }
  return kept;
}

async function latestVersion({ db, projectId }: Scope, id: string): Promise<number> {
  const [row] = await db
    .select({ version: max(automationVersions.version) })
    .from(automationVersions)
    .where(and(eq(automationVersions.projectId, projectId), eq(automationVersions.automationId, id)));
  return row?.version ?? 0;
}

/** Every reason, under the step it is about: `steps.<id>`, or `flow` for the whole. */
function notReady(problems: Problem[]): AppError {
  const byPlace = Map.groupBy(problems, ({ stepId }) => (stepId ? `steps.${stepId}` : "flow"));
  const fields = Object.fromEntries([...byPlace].map(([place, those]) => [place, those.map(({ message }) => message)]));
  return new AppError("INVALID_INPUT", "This automation cannot go live yet.", fields);
}
