import type { Step, StepType } from "@/lib/automations/schema";
import { action } from "@/lib/automations/steps/action/step";
import { branch } from "@/lib/automations/steps/branch/step";
import { email } from "@/lib/automations/steps/email/step";
import { event } from "@/lib/automations/steps/event/step";
import type { StepKind } from "@/lib/automations/steps/kind";
import { tag } from "@/lib/automations/steps/tag/step";
import { trait } from "@/lib/automations/steps/trait/step";
import { until } from "@/lib/automations/steps/until/step";
import { wait } from "@/lib/automations/steps/wait/step";

const KINDS: { [T in StepType]: StepKind<Extract<Step, { type: T }>> } = { email, wait, until, branch, trait, tag, event, action };

/** The kind of a step. A step and its kind always fit, which the compiler cannot see through the table. */
export const kindOf = (step: Step) => KINDS[step.type] as StepKind;
