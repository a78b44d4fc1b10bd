import { z } from "zod";
import type { Dot } from "@/lib/customers/crowd/schema";
import { ADDRESS_MATCHES, type AddressMatch } from "@/lib/events/addresses/schema";
import { ListInput, listOf } from "@/lib/paging/schema";
import {
  COUNT_OPERATOR_NAMES,
  COUNT_OPERATORS,
  type CountOperator,
  SUM_OPERATOR_NAMES,
  type SumOperator,
} from "@/lib/segments/counting/schema";
import {
  FIELD_NAMES,
  FIELDS,
  type Field,
  PlainText,
  type OperandsOf,
  type Sort,
  VALUE_OPERATOR_NAMES,
  VALUE_OPERATORS,
  type ValueOperator,
} from "@/lib/segments/operators/schema";

export const MAX_DEPTH = 5;
export const MAX_CONDITIONS = 100;

type Asking<O extends ValueOperator> = O extends ValueOperator ? { operator: O } & OperandsOf<O> : never;

/** A question about a trait: `{ type: "trait", trait: "plan", operator: "is", value: "pro" }`. */
export type TraitCondition = { type: "trait"; trait: string } & Asking<ValueOperator>;
/** The same questions about what we know of everyone: `{ type: "customer", field: "first_seen", operator: "within_last", days: 7 }`. */
export type FieldCondition = { type: "customer"; field: Field } & Asking<ValueOperator>;
/** How often an event happened, ever or within the last minutes: `{ type: "event", name: "Signed Up", operator: "at_least", times: 1 }`. */
export type EventCondition = { type: "event"; name: string } & Counting;
type Counting = { operator: CountOperator; times: number } & Within;
type Within = { withinMinutes?: number | undefined };
/** The same of visits of pages whose address compares so: `{ type: "page", match: "contains", address: "/pricing", … }`. */
export type PageCondition = { type: "page"; match: AddressMatch; address: string } & Counting;
/** What somebody paid in all, in a currency's smallest unit: `{ type: "charge", currency: "EUR", operator: "at_least", amount: 5000 }`. */
export type ChargeCondition = { type: "charge"; currency: string; operator: SumOperator; amount: number } & Within;
/** Whether a customer has a tag, by its id: `{ type: "tag", tag: "tag_…", operator: "has" }`. */
export type TagCondition = { type: "tag"; tag: string; operator: TagOperator };
export type Condition = TraitCondition | FieldCondition | EventCondition | PageCondition | ChargeCondition | TagCondition;
export type Group = { type: "all" | "any" | "none"; rules: SegmentRule[] };
export type SegmentRule = Condition | Group;

type Literals<T extends string> = readonly [T, ...T[]];
const suits = (field: Field, operator: ValueOperator) => (FIELDS[field].of as readonly Sort[]).includes(VALUE_OPERATORS[operator].of);

// Strict throughout: a condition we do not know of must not be dropped, or the rule would match more people.
const asking = <S extends z.ZodRawShape>(operators: ValueOperator[], subject: S) =>
  operators.map((operator) => z.strictObject({ ...subject, operator: z.literal(operator), ...VALUE_OPERATORS[operator].takes }));

const oneOf = (key: string, options: z.ZodObject[], message: string) =>
  z.discriminatedUnion(key, options as unknown as [z.ZodObject, ...z.ZodObject[]], message);

const TraitRule = oneOf(
  "operator",
  asking(VALUE_OPERATOR_NAMES, { type: z.literal("trait"), trait: PlainText.max(200) }),
  "Choose how to compare.",
);

const FieldRule = oneOf(
  "operator",
  asking(
    VALUE_OPERATOR_NAMES.filter((operator) => FIELD_NAMES.some((field) => suits(field, operator))),
    {
      type: z.literal("customer"),
      field: z.enum(FIELD_NAMES as unknown as Literals<Field>, "Choose a field."),
    },
  ).map((option) =>
    option.refine((said) => suits(said.field, said.operator), { path: ["operator"], message: "That does not suit this field." }),
  ),
  "Choose how to compare.",
);

const times = (least: number) =>
  z.number("Give a number of times.").int("Whole numbers only.").min(least, `At least ${least}.`).max(10_000, "At most 10,000.");

/** Only what happened within the last N minutes; without it, ever. */
const withinMinutes = z
  .number("Give a length of time.")
  .int("Whole minutes only.")
  .min(1, "At least one minute.")
  .max(5_256_000, "At most ten years.")
  .optional();

const counting = <S extends z.ZodRawShape>(what: S) =>
  oneOf(
    "operator",
    COUNT_OPERATOR_NAMES.map((operator) =>
      z.strictObject({ ...what, operator: z.literal(operator), times: times(COUNT_OPERATORS[operator].leastTimes), withinMinutes }),
    ),
    "Choose at least, at most or exactly.",
  );

const EventRule = counting({ type: z.literal("event"), name: PlainText.max(200) });
const PageRule = counting({ type: z.literal("page"), match: z.enum(ADDRESS_MATCHES, "Choose how to compare."), address: PlainText });

const ChargeRule = z.strictObject({
  type: z.literal("charge"),
  currency: z.string().regex(/^[A-Z]{3}$/, "Give a currency such as EUR."),
  operator: z.enum(SUM_OPERATOR_NAMES, "Choose at least or at most."),
  amount: z.number("Give an amount.").int("Give an amount of whole coins.").min(0, "Not below zero.").max(1e15, "That is too much."),
  withinMinutes,
});

export const TAG_OPERATORS = { has: "has", has_not: "does not have" } as const;
export type TagOperator = keyof typeof TAG_OPERATORS;

const TagRule = z.strictObject({
  type: z.literal("tag"),
  tag: z.string().regex(/^tag_[0-9a-z]{26}$/, "Choose a tag."),
  operator: z.enum(Object.keys(TAG_OPERATORS) as [TagOperator, ...TagOperator[]], "Choose how to compare."),
});

const GroupRule = z.strictObject({
  type: z.enum(["all", "any", "none"]),
  get rules() {
    return z.array(Rule).min(1, "Add at least one condition.").max(50, "At most 50 conditions in one group.");
  },
});

const Rule: z.ZodType<SegmentRule> = z.lazy(
  () =>
    z.discriminatedUnion(
      "type",
      [TraitRule, FieldRule, EventRule, PageRule, ChargeRule, TagRule, GroupRule],
      "Choose what to ask about.",
    ) as unknown as z.ZodType<SegmentRule>,
);

/** A rule, whole and strict. How deep and how large it is, is looked at before it is read, so that no input can exhaust the reader. */
export const SegmentRule = z.preprocess((said, context) => {
  const problem = tooLarge(said);
  if (problem) context.issues.push({ code: "custom", message: problem, input: said });
  return problem ? z.NEVER : said;
}, Rule);

function tooLarge(said: unknown): string | null {
  let level = [said];
  let seen = 0;
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return `Groups can be nested ${MAX_DEPTH - 1} deep.`;
    seen += level.filter((rule) => !rulesOf(rule)).length;
    if (seen > MAX_CONDITIONS) return `A rule can have ${MAX_CONDITIONS} conditions.`;
    level = level.flatMap((rule) => rulesOf(rule) ?? []);
  }
  return null;
}

const rulesOf = (rule: unknown): unknown[] | null =>
  typeof rule === "object" && rule !== null && "rules" in rule && Array.isArray(rule.rules) ? rule.rules : null;

const Name = z.string("Give the segment a name.").trim().pipe(PlainText.max(80, "At most 80 characters."));
const Description = z.string().trim().max(500, "At most 500 characters.").nullable();
const Id = z.string().min(1).max(60);

export const CreateSegment = z.object({ name: Name, description: Description.optional(), rule: SegmentRule });
export type CreateSegment = z.infer<typeof CreateSegment>;

export const UpdateSegment = z.object({ id: Id, name: Name.optional(), description: Description.optional(), rule: SegmentRule.optional() });
export type UpdateSegment = z.infer<typeof UpdateSegment>;

export const SegmentId = z.object({ id: Id });
export const PreviewRule = z.object({ rule: SegmentRule });
/** Why a customer is, or is not, one of those whom a rule selects. */
export const AskWhy = z.object({ rule: SegmentRule, customer: Id });
export type AskWhy = z.infer<typeof AskWhy>;
/** The same of a segment. */
export const AskWhyInSegment = z.object({ id: Id, customer: Id });
export type AskWhyInSegment = z.infer<typeof AskWhyInSegment>;
export const ListSegments = ListInput;
export const ListSegmentCustomers = ListInput.extend({
  id: Id,
  q: ListInput.shape.q.describe("What an email, a user id or a name of theirs begins with, or a customer's id."),
});

/** A segment as the API shows it. `customers` is how many are in it; while `up_to_date` is false its rule is still being applied to everyone. */
export const ShownSegment = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  rule: SegmentRule,
  sentence: z.string(),
  customers: z.number().int(),
  up_to_date: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type ShownSegment = z.infer<typeof ShownSegment>;
export const ShownSegments = listOf(ShownSegment);

export const ShownSegmentCustomer = z.object({ id: z.string(), email: z.string().nullable(), entered_at: z.iso.datetime() });
export type ShownSegmentCustomer = z.infer<typeof ShownSegmentCustomer>;
export const ShownSegmentCustomers = listOf(ShownSegmentCustomer);

/** What the builder learns while a rule is typed. `matching` is null when counting took too long. */
export type RulePreview = {
  matching: number | null;
  total: number | null;
  sentence: string;
  sample: { id: string; name: string }[];
};

/** Who of the Crowd a rule selects, by public ids. */
export type CrowdMatching = { matching: string[] };
/** The people who stand for everybody, and whom of them a rule selects as it begins. */
export type PartedCrowd = CrowdMatching & { people: readonly Dot[] };

/** What the builder offers: the traits and events a project has seen, its tags, and the currency that most is paid in. */
export type Catalogue = {
  traits: { key: string; type: string }[];
  events: string[];
  tags: { id: string; name: string }[];
  currency: string;
};
