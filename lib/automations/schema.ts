import { z } from "zod";
import { ActionStep, freshAction } from "@/lib/automations/steps/action/schema";
import { type BranchStep, branchLanes, branchStep, freshBranch } from "@/lib/automations/steps/branch/schema";
import { EmailStep, freshEmail } from "@/lib/automations/steps/email/schema";
import { EventStep, freshEvent } from "@/lib/automations/steps/event/schema";
import { plain } from "@/lib/automations/steps/schema";
import { freshTag, TagStep } from "@/lib/automations/steps/tag/schema";
import { freshTrait, TraitStep } from "@/lib/automations/steps/trait/schema";
import { freshUntil, UntilStep } from "@/lib/automations/steps/until/schema";
import { freshWait, WaitStep } from "@/lib/automations/steps/wait/schema";
import { conditionsOf, Exit, Trigger, triggerSentence } from "@/lib/automations/triggers/schema";
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

export { conditionsOf, Exit, Trigger, triggerSentence };

/** What began a run, by id. */
export type RunTrigger =
  | { type: "event"; eventId: string }
  | { type: "segment_entered"; segmentId: string; changeId: string }
  | { type: "tag_added" | "tag_removed"; tagId: string; changeId: string };

/**
 * How a visit to a step ended: it began a wait, did what it was to do, or did not (its message was skipped or failed, or a person led
 * somebody past it); or the person was taken out.
 */
export const VISIT_ENDS = ["begun", "done", "skipped", "failed", "left"] as const;
export type VisitEnd = (typeof VISIT_ENDS)[number];

/** What a record of a visit points at besides its words. */
export type StepDetail = {
  messageId?: string;
  reason?: string;
  lane?: string;
  until?: string;
};

/** The kinds that have nothing inside, a row each: its shape, and what a new one looks like. A kind is a folder of `steps/` and a row here. */
const PLAIN = {
  email: { shape: EmailStep, fresh: freshEmail },
  wait: { shape: WaitStep, fresh: freshWait },
  until: { shape: UntilStep, fresh: freshUntil },
  trait: { shape: TraitStep, fresh: freshTrait },
  tag: { shape: TagStep, fresh: freshTag },
  event: { shape: EventStep, fresh: freshEvent },
  action: { shape: ActionStep, fresh: freshAction },
};

type PlainStep = z.infer<(typeof PLAIN)[keyof typeof PLAIN]["shape"]>;
export type Step = PlainStep | BranchStep<Step>;
export type StepType = Step["type"];
export type Lane = { key: string; label: string; steps: Step[] };

const MAX_DEPTH = 5;
const MAX_STEPS = 100;

const SHAPES = Object.values(PLAIN).map(({ shape }) => shape);

/** The depth is finite by construction, so no flow, however it is nested, costs more than its size. */
const stepAt = (depth: number): z.ZodType<Step> => {
  const branches = depth === MAX_DEPTH ? [] : [branchStep(stepAt(depth + 1))];
  const shapes = [...SHAPES, ...branches] as unknown as [z.ZodObject, ...z.ZodObject[]];
  return z.discriminatedUnion("type", shapes) as unknown as z.ZodType<Step>;
};

export const Step = stepAt(0);

/** A step of a kind as it is begun. */
export const freshStep = (type: StepType, id: string): Step => (type === "branch" ? freshBranch(id) : PLAIN[type].fresh(id));

/** The ways inside a step. Steps of most kinds have none. */
export const lanesOf = (step: Step): Lane[] => (step.type === "branch" ? branchLanes(step) : []);

/** Every step of a flow, in reading order. */
export const allSteps = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [step, ...lanesOf(step).flatMap((lane) => allSteps(lane.steps))]);

/** How often one customer may enter: once ever, every time, or once within so many days. */
export const Entry = z.union(
  [
    z.enum(["once", "every_time"]),
    z.strictObject({
      days: z.number("Give a number of days.").int("Whole days only.").min(1, "At least one day.").max(3_650, "At most 3,650 days."),
    }),
  ],
  "Choose how often one customer may enter.",
);
export type Entry = z.infer<typeof Entry>;

/** What a person builds. It may be incomplete while it is a draft: what it lacks is told before it goes live. */
export const Flow = z
  .strictObject({
    trigger: Trigger.nullable(),
    entry: Entry,
    oneAtATime: z.boolean().optional().describe("Whether somebody who is in it cannot enter again before they have left."),
    exits: z.array(Exit).max(20, "At most 20 exit conditions.").optional().describe("What ends somebody's way, asked before every step."),
    steps: z.array(Step),
  })
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

/** The ready-made flows that come with the product, in the order in which they are shown. */
export const READY_FLOW_KEYS = ["onboarding", "abandoned-cart", "trial-ending", "win-back", "failed-payment", "after-purchase"] as const;
export type ReadyFlowKey = (typeof READY_FLOW_KEYS)[number];
export type ReadyFlow = { key: ReadyFlowKey; name: string; says: string; emails: number };
export const CreateFromGallery = z.strictObject({ key: z.enum(READY_FLOW_KEYS), name: Name });
export type CreateFromGallery = z.infer<typeof CreateFromGallery>;

export const AutomationId = z.object({ id: Id });
export const RunId = z.strictObject({ runId: Id });
/** Why somebody is where they are. */
export const AskWhy = z.object({ id: Id, runId: Id });
export type AskWhy = z.infer<typeof AskWhy>;
export const RenameAutomation = z.strictObject({ id: Id, name: Name });

/** `revision` is the one the editor began with: a draft that somebody else has changed since is not overwritten. */
export const SaveDraft = z.strictObject({ id: Id, flow: Flow, revision: z.number().int().optional() });
export type SaveDraft = z.infer<typeof SaveDraft>;

/**
 * What becomes of those whose time came while everybody was held: they go on `now`, as if nothing had been; all waits `shift` by as long as
 * the pause was; or those who are late by more than so many hours leave.
 */
export const Overdue = z.union([z.enum(["now", "shift"]), z.strictObject({ leaveAfterHours: z.number().int().min(0).max(8_760) })]);
export type Overdue = z.infer<typeof Overdue>;
export const Resume = z.strictObject({ id: Id, overdue: Overdue.default("now") });

/** Runs of one automation that somebody steers by hand. */
const Runs = z.array(Id).min(1, "Choose somebody.").max(500, "500 people at a time.");
export const SteerRuns = z.strictObject({ id: Id, runIds: Runs });
export type SteerRuns = z.infer<typeof SteerRuns>;
export const MoveRuns = SteerRuns.extend({ stepId: Id });
export type MoveRuns = z.infer<typeof MoveRuns>;

/** What a program may change, each on its own or all at once. `live` publishes what is drafted, or resumes. */
export const UpdateAutomation = z.object({
  id: Id,
  name: Name.optional(),
  flow: Flow.optional(),
  status: z.enum(["live", "paused", "archived"]).optional(),
  overdue: Overdue.optional().describe("When it is resumed: what becomes of those whose time came during the pause. Left out: now."),
  entries: z.enum(["open", "stopped"]).optional().describe("`stopped`: nobody new enters, while those who are in it go on."),
});
export type UpdateAutomation = z.infer<typeof UpdateAutomation>;

/** What is counted at a step: who ever came to it, who is there now, and how it went for those who were. */
export const STEP_COUNTS = ["entered", "here", "done", "skipped", "failed"] as const;
export type StepCount = (typeof STEP_COUNTS)[number];
/** People at one step, each number counted in runs; `reasons` are those of the skipped, the most frequent first. */
export type StepNumbers = { [C in StepCount]: number } & { reasons: { reason: string; people: number }[] };

/** What became of the emails of an automation. */
export type EmailNumbers = { sent: number; opened: number; clicked: number };

/** Whom the page of people shows, as its address says it: what cannot be read is not asked. */
export const PeopleQuery = z.object({
  step: z.string().max(40).optional().catch(undefined),
  what: z.enum(STEP_COUNTS).optional().catch(undefined),
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
