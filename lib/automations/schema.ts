import { z } from "zod";
import { type BranchStep, branchLanes, branchStep, freshBranch } from "@/lib/automations/steps/branch/schema";
import { EmailStep, freshEmail } from "@/lib/automations/steps/email/schema";
import { freshWait, WaitStep } from "@/lib/automations/steps/wait/schema";

export const AUTOMATION_STATUSES = ["draft", "live", "paused", "archived"] as const;
export type AutomationStatus = (typeof AUTOMATION_STATUSES)[number];

/** `waiting` is a run whose step has begun and ends at `dueAt`; an `active` one takes its step next. The others have ended. */
export const RUN_STATUSES = ["active", "waiting", "done", "exited", "failed"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
export const UNFINISHED = ["active", "waiting"] as const satisfies RunStatus[];

/** Why an automation holds its people: somebody paused it, or it is about to write to real people for the first time and asks. */
export const PAUSE_REASONS = ["by_hand", "first_real_email"] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

export const Trigger = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("event"), name: z.string().trim().max(200) }),
  z.strictObject({ type: z.literal("segment_entered"), segmentId: z.string().max(60) }),
]);
export type Trigger = z.infer<typeof Trigger>;

/** What began a run, by id. */
export type RunTrigger = { type: "event"; eventId: string } | { type: "segment_entered"; segmentId: string; changeId: string };

/** What a record of a visit points at besides its words. */
export type StepDetail = { messageId?: string; reason?: string; lane?: string; until?: string };

/** One step of a flow. A kind is a folder of `steps/`; here it is named once for its shape and once for what a new one looks like. */
export type Step = EmailStep | WaitStep | BranchStep<Step>;
export type StepType = Step["type"];
export type Lane = { key: string; label: string; steps: Step[] };

const MAX_DEPTH = 5;
const MAX_STEPS = 100;

/** The depth is finite by construction, so no flow, however it is nested, costs more than its size. */
const stepAt = (depth: number): z.ZodType<Step> =>
  depth === MAX_DEPTH ? z.discriminatedUnion("type", [EmailStep, WaitStep]) : z.discriminatedUnion("type", [EmailStep, WaitStep, branchStep(stepAt(depth + 1))]);

export const Step = stepAt(0);

export const FRESH: { [T in StepType]: (id: string) => Extract<Step, { type: T }> } = { email: freshEmail, wait: freshWait, branch: freshBranch };

/** The ways inside a step. Steps of most kinds have none. */
export const lanesOf = (step: Step): Lane[] => (step.type === "branch" ? branchLanes(step) : []);

/** Every step of a flow, in reading order. */
export const allSteps = (steps: readonly Step[]): Step[] => steps.flatMap((step) => [step, ...lanesOf(step).flatMap((lane) => allSteps(lane.steps))]);

/** What a person builds. It may be incomplete while it is a draft: what it lacks is told before it goes live. */
export const Flow = z
  .strictObject({ trigger: Trigger.nullable(), entry: z.enum(["once", "every_time"]), steps: z.array(Step) })
  .superRefine(({ steps }, check) => {
    const ids = allSteps(steps).map(({ id }) => id);
    if (ids.length > MAX_STEPS) check.addIssue({ code: "custom", path: ["steps"], message: `A flow has ${MAX_STEPS} steps at most.` });
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice) check.addIssue({ code: "custom", path: ["steps"], message: `Two steps have the id "${twice}". Give each its own.` });
  });
export type Flow = z.infer<typeof Flow>;

export const EMPTY_FLOW: Flow = { trigger: null, entry: "once", steps: [] };

const name = z.string().trim().min(1, "Give the automation a name.").max(200);
const id = z.string().max(60);

export const CreateAutomation = z.strictObject({ name, flow: Flow.default(EMPTY_FLOW), asksBeforeSending: z.boolean().default(false) });
export type CreateAutomation = z.input<typeof CreateAutomation>;

export const AutomationId = z.strictObject({ id });
export const RunId = z.strictObject({ runId: id });
export const RenameAutomation = z.strictObject({ id, name });

/** `revision` is the one the editor began with: a draft that somebody else has changed since is not overwritten. */
export const SaveDraft = z.strictObject({ id, flow: Flow, revision: z.number().int().optional() });
export type SaveDraft = z.infer<typeof SaveDraft>;

/** Something to put right before a flow can go live. Without a step it concerns the trigger or the whole. */
export type Problem = { stepId: string | null; message: string };
