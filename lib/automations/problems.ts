import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { segments } from "@/db/schema";
import { allSteps, type Flow, type Problem } from "@/lib/automations/schema";
import { kindOf } from "@/lib/automations/steps/kinds";
import { requireGrant, type Scope } from "@/lib/scope";
import { tagsIn } from "@/lib/segments/interests";
import { tagsExist } from "@/lib/tags/names";

/** Everything that keeps a flow from going live, in reading order, each with the step it is about. None means it may. */
export async function problemsOf(scope: Scope, flow: Flow): Promise<Problem[]> {
  requireGrant(scope, "automations:read");
  const problems: Problem[] = [];
  const about = (stepId: string | null, messages: string[]) => problems.push(...messages.map((message) => ({ stepId, message })));
  about(null, await triggerProblems(scope, flow));
  for (const step of allSteps(flow.steps)) about(step.id, (await kindOf(step).problems?.(scope, step)) ?? []);
  return problems;
}

async function triggerProblems(scope: Scope, flow: Flow): Promise<string[]> {
  const { trigger, steps } = flow;
  const problems: string[] = [];
  if (!trigger) problems.push("Nothing starts this automation. Choose what does.");
  if (trigger?.type === "event" && !trigger.name) problems.push("The trigger names no event. Choose one.");
  if (trigger?.type === "page_visited" && !trigger.address) problems.push("The trigger names no page. Write its address, or a part of it.");
  if (trigger?.type === "segment_entered" && !(await segmentExists(scope, trigger.segmentId))) {
    problems.push(
      trigger.segmentId ? "The segment of the trigger no longer exists. Choose another." : "The trigger names no segment. Choose one.",
    );
  }
  const isOfTag = trigger?.type === "tag_added" || trigger?.type === "tag_removed";
  if (isOfTag && !(await tagsExist(scope, [trigger.tagId]))) {
    problems.push(trigger.tagId ? "The tag of the trigger no longer exists. Choose another." : "The trigger names no tag. Choose one.");
  }
  if (steps.length === 0) problems.push("There are no steps. Add what should happen.");
  problems.push(...(await exitProblems(scope, flow)), ...circleProblems(flow));
  return problems;
}

async function exitProblems(scope: Scope, { exits = [] }: Flow): Promise<string[]> {
  const problems: string[] = [];
  for (const exit of exits) {
    if (exit.type === "event" && !exit.name) problems.push("An exit condition has no event. Choose one, or remove it.");
    if (exit.type === "rule" && !exit.rule) problems.push("An exit condition is empty. Say who leaves, or remove it.");
    if (exit.type === "rule" && exit.rule && !(await tagsExist(scope, tagsIn(exit.rule))))
      problems.push("A tag in an exit condition no longer exists. Choose another, or remove the condition.");
    if (exit.type === "segment_left" && !(await segmentExists(scope, exit.segmentId)))
      problems.push("An exit condition has no segment that exists. Choose one, or remove it.");
  }
  return problems;
}

/** A flow that records the event it begins with would begin again and again. */
function circleProblems({ trigger, entry, steps }: Flow): string[] {
  if (trigger?.type !== "event" || entry !== "every_time") return [];
  const records = allSteps(steps).some((step) => step.type === "event" && step.name === trigger.name);
  return records
    ? [`It records “${trigger.name}”, with which it begins, so it would never end. Record another event, or let people enter less often.`]
    : [];
}

const segmentExists = async ({ db, projectId }: Scope, id: string): Promise<boolean> =>
  (await db.$count(segments, and(eq(segments.projectId, projectId), eq(segments.id, id), isNull(segments.deletedAt)))) > 0;
