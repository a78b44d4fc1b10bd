import { z } from "zod";
import { ADDRESS_MATCHES } from "@/lib/events/addresses/schema";
import { PlainText, VALUE_OPERATOR_NAMES, VALUE_OPERATORS, type OperandsOf, type ValueOperator } from "@/lib/segments/operators/schema";
import { SegmentRule } from "@/lib/segments/schema";

// Postgres keeps no NUL byte, so it is refused where it is said and not where it would fail.
const plain = (text: z.ZodString) => text.refine((said) => !said.includes("\0"), "It holds a character that cannot be kept.");

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

/** What ends somebody's way through a flow, asked before every step: they did something, left a segment, or match a rule. */
export const Exit = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("event"), name: plain(z.string().trim().max(200)) }),
  z.strictObject({ type: z.literal("segment_left"), segmentId: z.string().max(60) }),
  z.strictObject({ type: z.literal("rule"), rule: SegmentRule.nullable() }),
]);
export type Exit = z.infer<typeof Exit>;
