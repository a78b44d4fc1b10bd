import { RESERVED_NAMES } from "@/lib/events/schema";
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
    if (condition.type === "page" || condition.type === "charge") add("refresh_on_event", RESERVED_NAMES[condition.type]);
    if (condition.type === "tag") add("refresh_on_tag", condition.tag);
    if (condition.type === "customer" && condition.field === "email") add("refresh_on_trait", "email");
    if (condition.type === "customer" && condition.field === "last_seen") add("refresh_on_seen", "");
  }
  return [...interests.values()];
}

/** The tags a rule speaks of, by id. */
export const tagsIn = (rule: SegmentRule): string[] =>
  conditionsOf(rule).flatMap((condition) => (condition.type === "tag" ? condition.tag : []));

/** Every condition of a rule, however deep. */
export const conditionsOf = (rule: SegmentRule): Condition[] => ("rules" in rule ? rule.rules.flatMap(conditionsOf) : [rule]);
