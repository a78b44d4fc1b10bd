"use client";

import { CalendarClock, Clock, GitFork, type LucideIcon, Mail, PenLine, Plug, Tag, Zap } from "lucide-react";
import type { ComponentType } from "react";
import type { Told } from "@/components/automations/fold";
import { ActionFields, actionWords } from "@/components/automations/steps/action";
import { BranchFields, branchWords } from "@/components/automations/steps/branch";
import { EmailFields, emailWords } from "@/components/automations/steps/email";
import { EventFields, eventWords } from "@/components/automations/steps/event";
import { TagFields, tagWords } from "@/components/automations/steps/tag";
import { TraitFields, traitWords } from "@/components/automations/steps/trait";
import { UntilFields } from "@/components/automations/steps/until";
import { WaitFields } from "@/components/automations/steps/wait";
import type { BuilderChoices, Step, StepType } from "@/lib/automations/schema";
import { untilInWords } from "@/lib/automations/steps/until/schema";
import { waitInWords } from "@/lib/automations/steps/wait/schema";

type Shown<S extends Step> = {
  label: string;
  /** What it is for, where it is chosen. */
  says: string;
  icon: LucideIcon;
  Fields: ComponentType<{ step: S }>;
  /** What a step of this kind holds, where its fields are not seen. */
  words: (step: S, choices: BuilderChoices) => Told;
};

const SHOWN: { [T in StepType]: Shown<Extract<Step, { type: T }>> } = {
  email: { label: "Send an email", says: "From one of your templates", icon: Mail, Fields: EmailFields, words: emailWords },
  wait: {
    label: "Wait",
    says: "Minutes, hours or days",
    icon: Clock,
    Fields: WaitFields,
    words: ({ minutes }) => ({ says: waitInWords(minutes) }),
  },
  until: {
    label: "Wait for a time of day",
    says: "Where the customer is",
    icon: CalendarClock,
    Fields: UntilFields,
    words: (step) => ({ says: untilInWords(step) }),
  },
  action: { label: "Use an integration", says: "Slack, Discord, a webhook", icon: Plug, Fields: ActionFields, words: actionWords },
  branch: { label: "If / else", says: "Two ways, by any rule", icon: GitFork, Fields: BranchFields, words: branchWords },
  trait: { label: "Set a trait", says: "Or remove it", icon: PenLine, Fields: TraitFields, words: traitWords },
  tag: { label: "Tag", says: "Add a tag, or remove it", icon: Tag, Fields: TagFields, words: tagWords },
  event: { label: "Record an event", says: "As if the customer did it", icon: Zap, Fields: EventFields, words: eventWords },
};

export const STEP_TYPES = Object.keys(SHOWN) as StepType[];

/** How a kind of step looks. A step and its kind always fit, which the compiler cannot see through the table. */
export const shownAs = (type: StepType) => SHOWN[type] as Shown<Step>;
