"use client";

import { CalendarClock, Clock, GitFork, type LucideIcon, Mail, PenLine, Plug, Tag, Zap } from "lucide-react";
import type { ComponentType } from "react";
import { ActionFields } from "@/components/automations/steps/action";
import { BranchFields } from "@/components/automations/steps/branch";
import { EmailFields } from "@/components/automations/steps/email";
import { EventFields } from "@/components/automations/steps/event";
import { TagFields } from "@/components/automations/steps/tag";
import { TraitFields } from "@/components/automations/steps/trait";
import { UntilFields } from "@/components/automations/steps/until";
import { WaitFields } from "@/components/automations/steps/wait";
import type { Step, StepType } from "@/lib/automations/schema";

type Shown<S extends Step> = { label: string; says: string; icon: LucideIcon; Fields: ComponentType<{ step: S }> };

const SHOWN: { [T in StepType]: Shown<Extract<Step, { type: T }>> } = {
  email: { label: "Send an email", says: "From one of your templates", icon: Mail, Fields: EmailFields },
  wait: { label: "Wait", says: "Minutes, hours or days", icon: Clock, Fields: WaitFields },
  until: { label: "Wait until", says: "A time of day, where the customer is", icon: CalendarClock, Fields: UntilFields },
  action: { label: "Use an integration", says: "Slack, Discord, a webhook", icon: Plug, Fields: ActionFields },
  branch: { label: "If / else", says: "Two ways, by any rule", icon: GitFork, Fields: BranchFields },
  trait: { label: "Set a trait", says: "Or remove it", icon: PenLine, Fields: TraitFields },
  tag: { label: "Tag", says: "Add a tag, or remove it", icon: Tag, Fields: TagFields },
  event: { label: "Record an event", says: "As if the customer did it", icon: Zap, Fields: EventFields },
};

export const STEP_TYPES = Object.keys(SHOWN) as StepType[];

/** How a kind of step looks. A step and its kind always fit, which the compiler cannot see through the table. */
export const shownAs = (type: StepType) => SHOWN[type] as Shown<Step>;
