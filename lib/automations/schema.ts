import { z } from "zod";
import { ActionStep, freshAction } from "@/lib/automations/steps/action/schema";
import { type BranchStep, branchLanes, branchStep, freshBranch } from "@/lib/automations/steps/branch/schema";
import { EmailStep, freshEmail } from "@/lib/automations/steps/email/schema";
import { freshWait, WaitStep } from "@/lib/automations/steps/wait/schema";
import type { ActionChoice } from "@/lib/integrations/schema";
import type { Catalogue } from "@/lib/segments/schema";

export const AUTOMATION_STATUSES = ["draft", "live", "paused", "archived"] as const;
export type AutomationStatus = (typeof AUTOMATION_STATUSES)[number];

/** `waiting` is a run whose step has begun and ends at `dueAt`; an `active` one takes its step next. The others have ended. */
export const RUN_STATUSES = ["active", "waiting", "done", "exited", "failed"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
export const UNFINISHED = ["active", "waiting"] as const satisfies RunStatus[];

/** Why an automation holds its people: somebody paused it, or it is about to write to real people for the first time and asks. */
export const PAUSE_REASONS = ["by_hand", "first_real_email"] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

// Postgres keeps no NUL byte, so it is refused where it is said and not where it would fail.
const plain = <S extends z.ZodType<string>>(text: S) =>
  text.refine((said) => !said.includes("\0"), "It holds a character that cannot be kept.");

export const Trigger = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("event"), name: plain(z.string().trim().max(200)) }),
  z.strictObject({ type: z.literal("segment_entered"), segmentId: z.string().max(60) }),
  z.strictObject({ type: z.literal("tag_added"), tagId: z.string().max(60) }),
]);
export type Trigger = z.infer<typeof Trigger>;

/** What began a run, by id. */
export type RunTrigger =
  | { type: "event"; eventId: string }
  | { type: "segment_entered"; segmentId: string; changeId: string }
  | { type: "tag_added"; tagId: string; changeId: string };

/** What a record of a visit points at besides its words. */
export type StepDetail = { messageId?: string; reason?: string; lane?: string; until?: string };

/** One step of a flow. A kind is a folder of `steps/`; here it is named once for its shape and once for what a new one looks like. */
export type Step = EmailStep | WaitStep | ActionStep | BranchStep<Step>;
export type StepType = Step["type"];
export type Lane = { key: string; label: string; steps: Step[] };

const MAX_DEPTH = 5;
const MAX_STEPS = 100;

/** The depth is finite by construction, so no flow, however it is nested, costs more than its size. */
const stepAt = (depth: number): z.ZodType<Step> =>
  depth === MAX_DEPTH
    ? z.discriminatedUnion("type", [EmailStep, WaitStep, ActionStep])
    : z.discriminatedUnion("type", [EmailStep, WaitStep, ActionStep, branchStep(stepAt(depth + 1))]);

export const Step = stepAt(0);

export const FRESH: { [T in StepType]: (id: string) => Extract<Step, { type: T }> } = {
  email: freshEmail,
  wait: freshWait,
  action: freshAction,
  branch: freshBranch,
};

/** The ways inside a step. Steps of most kinds have none. */
export const lanesOf = (step: Step): Lane[] => (step.type === "branch" ? branchLanes(step) : []);

/** Every step of a flow, in reading order. */
export const allSteps = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [step, ...lanesOf(step).flatMap((lane) => allSteps(lane.steps))]);

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

const Name = plain(z.string("Give the automation a name.").trim().min(1, "Give the automation a name.").max(80, "At most 80 characters."));
const Id = z.string().min(1).max(60);

export const CreateAutomation = z.strictObject({ name: Name, flow: Flow.default(EMPTY_FLOW) });
export type NewAutomation = z.infer<typeof CreateAutomation> & { asksBeforeSending?: boolean };

export const AutomationId = z.object({ id: Id });
export const RunId = z.strictObject({ runId: Id });
export const RenameAutomation = z.strictObject({ id: Id, name: Name });

/** `revision` is the one the editor began with: a draft that somebody else has changed since is not overwritten. */
export const SaveDraft = z.strictObject({ id: Id, flow: Flow, revision: z.number().int().optional() });
export type SaveDraft = z.infer<typeof SaveDraft>;

/** What a program may change, each on its own or all at once. `live` publishes what is drafted, or resumes. */
export const UpdateAutomation = z.object({
  id: Id,
  name: Name.optional(),
  flow: Flow.optional(),
  status: z.enum(["live", "paused", "archived"]).optional(),
});
export type UpdateAutomation = z.infer<typeof UpdateAutomation>;

/** Whom the page of people shows, as its address says it: what cannot be read is not asked. */
export const PeopleQuery = z.object({
  step: z.string().max(40).optional().catch(undefined),
  status: z.enum(RUN_STATUSES).optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});

/** Something to put right before a flow can go live. Without a step it concerns the trigger or the whole. */
export type Problem = { stepId: string | null; message: string };

/** What the builder offers to choose from. */
export type BuilderChoices = Catalogue & {
  templates: { id: string; name: string }[];
  segments: { id: string; name: string }[];
  actions: ActionChoice[];
};
