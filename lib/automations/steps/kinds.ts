import type { Step, StepType } from "@/lib/automations/schema";
import { action } from "@/lib/automations/steps/action/step";
import { branch } from "@/lib/automations/steps/branch/step";
import { email } from "@/lib/automations/steps/email/step";
import type { StepKind } from "@/lib/automations/steps/kind";
import { wait } from "@/lib/automations/steps/wait/step";

const KINDS: { [T in StepType]: StepKind<Extract<Step, { type: T }>> } = { email, wait, action, branch };

/** The kind of a step. A step and its kind always fit, which the compiler cannot see through the table. */
export const kindOf = (step: Step) => KINDS[step.type] as StepKind;
