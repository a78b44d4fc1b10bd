"use client";

import { useId, useMemo } from "react";
import { asGroup } from "@/components/segments/edit-rule";
import { RuleContextProvider } from "@/components/segments/rule-context";
import { RuleGroup } from "@/components/segments/rule-group";
import { type Catalogue, SegmentRule } from "@/lib/segments/schema";

type Props = Catalogue & {
  value: SegmentRule;
  onChange: (rule: SegmentRule) => void;
  /** Whether to say what is missing. Off while a person is still at the first words. */
  showErrors?: boolean;
};

/** A rule as nested groups of conditions, all of it reachable by keyboard. It is read by the same schema as everywhere else. */
export function RuleBuilder({ value, onChange, traits, events, tags, currency, showErrors = false }: Props) {
  const id = useId();
  const group = asGroup(value);
  const context = useMemo(() => {
    const problems = showErrors ? problemsOf(group) : new Map<string, string>();
    const ids = { traits: `${id}-traits`, events: `${id}-events` };
    return { traits, events, tags, currency, ids, errorAt: (place: string) => problems.get(place) };
  }, [group, traits, events, tags, currency, id, showErrors]);
  return (
    <RuleContextProvider value={context}>
      <datalist id={context.ids.traits}>
        {traits.map(({ key, type }) => (
          <option key={key} value={key} label={type} />
        ))}
      </datalist>
      <datalist id={context.ids.events}>
        {events.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <RuleGroup group={group} place="" depth={1} change={onChange} />
    </RuleContextProvider>
  );
}

function problemsOf(rule: SegmentRule): Map<string, string> {
  const { error } = SegmentRule.safeParse(rule);
  return new Map((error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]));
}
