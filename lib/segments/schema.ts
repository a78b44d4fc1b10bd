import { z } from "zod";

// Strict throughout: a condition we do not know of must not be dropped, or the rule would match more people.
const trait = { type: z.literal("trait"), trait: z.string().min(1).max(200) };
const Scalar = z.union([z.string(), z.number(), z.boolean()]);

const TraitCondition = z.discriminatedUnion("operator", [
  z.strictObject({ ...trait, operator: z.enum(["is", "is_not"]), value: Scalar }),
  z.strictObject({ ...trait, operator: z.enum(["contains", "starts_with", "ends_with"]), value: z.string().min(1) }),
  z.strictObject({ ...trait, operator: z.enum(["exists", "missing"]) }),
  z.strictObject({ ...trait, operator: z.enum(["less_than", "at_most", "greater_than", "at_least"]), value: z.number() }),
  z.strictObject({ ...trait, operator: z.enum(["within_last", "not_within_last"]), days: z.number().int().min(1).max(3650) }),
]);
export type TraitCondition = z.infer<typeof TraitCondition>;

const EventCondition = z.strictObject({
  type: z.literal("event"),
  name: z.string().min(1).max(200),
  operator: z.enum(["at_least", "at_most", "exactly"]),
  times: z.number().int().min(0).max(1_000_000),
  /** Only those of the last N minutes; without it, ever. */
  withinMinutes: z.number().int().min(1).max(5_256_000).optional(),
});
export type EventCondition = z.infer<typeof EventCondition>;

export type SegmentRule = TraitCondition | EventCondition | { type: "all" | "any" | "none"; rules: SegmentRule[] };

export const SegmentRule: z.ZodType<SegmentRule> = z.lazy(() =>
  z.union([
    TraitCondition,
    EventCondition,
    z.strictObject({ type: z.enum(["all", "any", "none"]), rules: z.array(SegmentRule).min(1, "Add at least one condition.").max(50) }),
  ]),
);
