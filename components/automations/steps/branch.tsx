"use client";

import { useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import type { Told } from "@/components/automations/fold";
import { RuleBuilder } from "@/components/segments/rule-builder";
import type { BuilderChoices, Step } from "@/lib/automations/schema";
import type { BranchStep } from "@/lib/automations/steps/branch/schema";
import { SegmentRule } from "@/lib/segments/schema";
import { ruleSentence } from "@/lib/segments/sentence/schema";

export const branchWords = ({ rule }: BranchStep<Step>, { tags }: BuilderChoices): Told => ({
  says: rule ? ruleSentence(rule, new Map(tags.map(({ id, name }) => [id, name]))) : "",
});

/** A rule is kept as it is built; only one that can be read becomes the step's. */
export function BranchFields({ step }: { step: BranchStep<Step> }) {
  const { choices, readOnly, change, incomplete } = useBuilder();
  const [built, setBuilt] = useState<SegmentRule>(
    () => step.rule ?? { type: "all", rules: [{ type: "trait", trait: "", operator: "is", value: "" }] },
  );
  const [isTouched, setTouched] = useState(false);
  function build(rule: SegmentRule) {
    setBuilt(rule);
    setTouched(true);
    const read = SegmentRule.safeParse(rule);
    if (read.success) change({ ...step, rule: read.data });
    else incomplete(step.id);
  }
  return (
    <fieldset disabled={readOnly}>
      <legend className="mb-2 text-soft text-sm">Yes for customers who match, no for everybody else</legend>
      <RuleBuilder
        value={built}
        onChange={build}
        traits={choices.traits}
        events={choices.events}
        tags={choices.tags}
        currency={choices.currency}
        showErrors={isTouched}
      />
    </fieldset>
  );
}
