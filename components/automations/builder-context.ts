"use client";

import { createContext, use } from "react";
import type { Gap } from "@/components/automations/edit-steps";
import type { Dot } from "@/lib/customers/crowd/schema";
import type { BuilderChoices, Problem, Step, StepNumbers, StepType } from "@/lib/automations/schema";

/** What every part of a builder needs, however deep it is nested. */
export type BuilderParts = {
  choices: BuilderChoices;
  /** The project's address, for links out of the builder. */
  project: string;
  automationId: string;
  people: Readonly<Record<string, StepNumbers>>;
  /** Those under way who are drawn, by step, each with the id of their run. */
  crowd: Readonly<Record<string, Dot[]>>;
  problems: readonly Problem[];
  readOnly: boolean;
  /** The step that was added last, which takes the focus. */
  added: string | null;
  /** Where the fields are seen: the others are told in words. Steps by their ids, and what the flow has besides by the names of places. */
  unfolded: readonly string[];
  /** Where what is typed is not complete. */
  unfinished: readonly string[];
  /** Opens the fields of a place, or closes them. What is typed in them stays. */
  fold(place: string): void;
  /** Opens somebody under way. */
  open(runId: string): void;
  /** Who is looked at. */
  opened: string | null;
  add(gap: Gap, type: StepType): void;
  move(id: string, by: -1 | 1): void;
  remove(id: string): void;
  change(step: Step): void;
  /** Says that what is typed at a step, or at what starts the flow, is not complete, so that it is neither kept nor published. */
  incomplete(id: string): void;
  complete(id: string): void;
};

export const BuilderContext = createContext<BuilderParts | null>(null);

export function useBuilder(): BuilderParts {
  const builder = use(BuilderContext);
  if (!builder) throw new Error("This part of a builder is not inside one.");
  return builder;
}
