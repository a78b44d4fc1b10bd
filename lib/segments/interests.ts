import type { Interest, InterestKind } from "@/lib/listeners/schema";
import type { Condition, SegmentRule } from "@/lib/segments/schema";

/** What must be heard of for the rule's answer to stay true. Anyone new may match any rule, so every rule listens to that. */
export function interestsOf(rule: SegmentRule): Interest[] {
  const interests = new Map<string, Interest>();
  const add = (interest: InterestKind, key: string) => interests.set(`${interest} ${key}`, { interest, key });
  add("refresh_on_customer", "");
  for (const condition of conditionsOf(rule)) {
    if (condition.type === "trait") add("refresh_on_trait", condition.trait);
    if (condition.type === "event") add("refresh_on_event", condition.name);
    if (condition.type === "customer" && condition.field === "email") add("refresh_on_trait", "email");
    if (condition.type === "customer" && condition.field === "last_seen") add("refresh_on_seen", "");
  }
  return [...interests.values()];
}

/** Every condition of a rule, however deep. */
export const conditionsOf = (rule: SegmentRule): Condition[] => ("rules" in rule ? rule.rules.flatMap(conditionsOf) : [rule]);
