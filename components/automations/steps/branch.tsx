"use client";

import { useBuilder } from "@/components/automations/builder-context";
import type { Told } from "@/components/automations/fold";
import { RuleFields } from "@/components/automations/rule-fields";
import type { BuilderChoices, Step } from "@/lib/automations/schema";
import type { BranchStep } from "@/lib/automations/steps/branch/schema";
import { ruleSentence } from "@/lib/segments/sentence/schema";

export const branchWords = ({ rule }: BranchStep<Step>, { tags }: BuilderChoices): Told => ({
  says: rule ? ruleSentence(rule, new Map(tags.map(({ id, name }) => [id, name]))) : "",
});

export function BranchFields({ step }: { step: BranchStep<Step> }) {
  const { change } = useBuilder();
  return (
    <RuleFields
      rule={step.rule}
      place={step.id}
      legend={<legend className="mb-2 text-soft text-sm">Yes for customers who match, no for everybody else</legend>}
      change={(rule) => change({ ...step, rule })}
    />
  );
}
