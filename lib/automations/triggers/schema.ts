import { z } from "zod";
import { plain } from "@/lib/automations/steps/schema";
import { ADDRESS_MATCHES, ADDRESS_WORDS } from "@/lib/events/addresses/schema";
import { PlainText, VALUE_OPERATOR_NAMES, VALUE_OPERATORS, type OperandsOf, type ValueOperator } from "@/lib/segments/operators/schema";
import { SegmentRule, type TraitCondition } from "@/lib/segments/schema";
import { conditionWords } from "@/lib/segments/sentence/schema";

type Asking<O extends ValueOperator> = O extends ValueOperator ? { operator: O } & OperandsOf<O> : never;
/** A question about a property of an event, as rules ask about traits: `{ property: "amount", operator: "at_least", value: 50 }`. */
export type PropertyCondition = { property: string } & Asking<ValueOperator>;

const options = VALUE_OPERATOR_NAMES.map((operator) =>
  z.strictObject({ property: PlainText.max(200), operator: z.literal(operator), ...VALUE_OPERATORS[operator].takes }),
);
const PropertyCondition = z.discriminatedUnion(
  "operator",
  options as unknown as [z.ZodObject, ...z.ZodObject[]],
  "Choose how to compare.",
) as unknown as z.ZodType<PropertyCondition>;

/** All of these must hold for an event to count; none is every event. */
const where = z.array(PropertyCondition).max(10, "At most ten conditions.").optional();

export const Trigger = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("event"), name: plain(z.string().trim().max(200)), where }),
  z.strictObject({ type: z.literal("segment_entered"), segmentId: z.string().max(60) }),
  z.strictObject({ type: z.literal("tag_added"), tagId: z.string().max(60) }),
  z.strictObject({ type: z.literal("tag_removed"), tagId: z.string().max(60) }),
  z.strictObject({
    type: z.literal("page_visited"),
    match: z.enum(ADDRESS_MATCHES),
    address: plain(z.string().trim().max(500, "At most 500 characters.")),
  }),
  z.strictObject({ type: z.literal("charge"), where }),
]);
export type Trigger = z.infer<typeof Trigger>;

/** What a trigger asks of an event's properties, if it asks. */
export const conditionsOf = (trigger: Trigger | null): readonly PropertyCondition[] =>
  trigger && "where" in trigger ? (trigger.where ?? []) : [];

/** A question about a property reads, and is built, as one about a trait: only the name of what is asked about differs. */
export const asTrait = ({ property, ...question }: PropertyCondition) =>
  ({ type: "trait", trait: property, ...question }) as TraitCondition;

type Named = readonly { id: string; name: string }[];

/** What begins a flow, as the end of “when a customer …”. */
export function triggerSentence(trigger: Trigger | null, { segments, tags }: { segments: Named; tags: Named }): string {
  if (!trigger) return "nothing yet";
  const asked = conditionsOf(trigger).map((condition) => conditionWords(asTrait(condition), new Map()));
  const where = asked.length > 0 ? ` where ${asked.join(" and ")}` : "";
  switch (trigger.type) {
    case "event":
      return trigger.name ? `does “${trigger.name}”${where}` : "does an event";
    case "page_visited":
      return `visits a page whose address ${ADDRESS_WORDS[trigger.match]} “${trigger.address}”`;
    case "charge":
      return `pays${where}`;
    case "tag_added":
    case "tag_removed":
      return `${trigger.type === "tag_added" ? "gets" : "loses"} the tag “${tags.find(({ id }) => id === trigger.tagId)?.name ?? "that was deleted"}”`;
    case "segment_entered":
      return `enters “${segments.find(({ id }) => id === trigger.segmentId)?.name ?? "a deleted segment"}”`;
  }
}

/** What ends somebody's way through a flow, asked before every step: they did something, left a segment, or match a rule. */
export const Exit = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("event"), name: plain(z.string().trim().max(200)) }),
  z.strictObject({ type: z.literal("segment_left"), segmentId: z.string().max(60) }),
  z.strictObject({ type: z.literal("rule"), rule: SegmentRule.nullable() }),
]);
export type Exit = z.infer<typeof Exit>;
