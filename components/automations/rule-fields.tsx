"use client";

import { type ReactNode, useState } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import { RuleBuilder } from "@/components/segments/rule-builder";
import { SegmentRule } from "@/lib/segments/schema";

type Props = {
  rule: SegmentRule | null;
  /** Under which name what is typed here may be incomplete. */
  place: string;
  legend: ReactNode;
  change: (rule: SegmentRule) => void;
};

/** A rule that is a part of a flow: it is kept as it is built, and only one that can be read becomes the flow's. */
export function RuleFields({ rule, place, legend, change }: Props) {
  const { choices, readOnly, incomplete, complete } = useBuilder();
  const [built, setBuilt] = useState<SegmentRule>(
    () => rule ?? { type: "all", rules: [{ type: "trait", trait: "", operator: "is", value: "" }] },
  );
  const [isTouched, setTouched] = useState(false);
  const build = (rule: SegmentRule) => {
    setBuilt(rule);
    setTouched(true);
    const read = SegmentRule.safeParse(rule);
    if (!read.success) return incomplete(place);
    complete(place);
    change(read.data);
  };
  return (
    <fieldset disabled={readOnly} className="col-span-full">
      {legend}
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
