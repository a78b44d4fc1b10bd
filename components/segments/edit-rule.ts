import { COUNT_OPERATORS, type CountOperator } from "@/lib/segments/counting/schema";
import {
  FIELDS,
  type Field,
  type Scalar,
  type Sort,
  VALUE_OPERATOR_NAMES,
  VALUE_OPERATORS,
  type ValueOperator,
  valueOperator,
} from "@/lib/segments/operators/schema";
import type { Catalogue, Condition, FieldCondition, Group, SegmentRule, TraitCondition } from "@/lib/segments/schema";

export type Subject = Condition["type"];

/** The builder shows a group at the top, whatever the rule begins with. */
export const asGroup = (rule: SegmentRule): Group => ("rules" in rule ? rule : { type: "all", rules: [rule] });

/** The group with one of its rules moved up or down by one. */
export function moved(group: Group, place: number, by: -1 | 1): Group {
  const rules = [...group.rules];
  const [taken] = rules.splice(place, 1);
  if (taken) rules.splice(place + by, 0, taken);
  return { ...group, rules };
}

/** A condition as it is begun: everything chosen that can be, and what only a person knows left empty. */
export function begun(subject: Subject, catalogue: Catalogue): Condition {
  if (subject === "tag") return { type: "tag", tag: catalogue.tags[0]?.id ?? "", operator: "has" };
  if (subject === "event") return { type: "event", name: catalogue.events[0] ?? "", operator: "at_least", times: 1 };
  if (subject === "page") return { type: "page", match: "contains", address: "", operator: "at_least", times: 1 };
  if (subject === "charge") return { type: "charge", currency: catalogue.currency, operator: "at_least", amount: Number.NaN };
  if (subject === "customer") return { type: "customer", field: "first_seen", operator: "within_last", days: 7 };
  return { type: "trait", trait: catalogue.traits[0]?.key ?? "", operator: "is", value: "" };
}

type Who = { type: "trait"; trait: string } | { type: "customer"; field: Field };

/** Whom a condition asks about, without what it asks. */
export const whoOf = (condition: TraitCondition | FieldCondition): Who =>
  condition.type === "trait" ? { type: "trait", trait: condition.trait } : { type: "customer", field: condition.field };

const EMPTY: Record<string, unknown> = { value: "", values: [], from: Number.NaN, to: Number.NaN, date: "", days: 7 };

/** A question about someone. Of `said`, what this operator takes as well is kept; the rest is left empty. */
export function asked(who: Who, operator: ValueOperator, said: object = {}): Condition {
  const { of, takes } = valueOperator(operator);
  const operands = Object.entries(takes).map(([name, schema]) => {
    const before: unknown = Reflect.get(said, name);
    const empty = name === "value" && of === "number" ? Number.NaN : EMPTY[name];
    return [name, schema.safeParse(before).success ? before : empty];
  });
  return { ...who, operator, ...Object.fromEntries(operands) } as Condition;
}

/** The same question of another field, or the first that suits it. */
export function ofField(field: Field, operator: ValueOperator, said: object): Condition {
  const suiting = operatorsOf(field);
  return asked({ type: "customer", field }, suiting.includes(operator) ? operator : field === "email" ? "exists" : "within_last", said);
}

export const operatorsOf = (field: Field): ValueOperator[] =>
  VALUE_OPERATOR_NAMES.filter((name) => (FIELDS[field].of as readonly Sort[]).includes(VALUE_OPERATORS[name].of));

/** The least number of times that means something under a count operator. */
export const timesUnder = (operator: CountOperator, times: number) => Math.max(times, COUNT_OPERATORS[operator].leastTimes);

export type ScalarKind = "text" | "number" | "yes or no";
export const kindOf = (value: Scalar): ScalarKind =>
  typeof value === "number" ? "number" : typeof value === "boolean" ? "yes or no" : "text";

/** What a person typed, as the kind they mean. An unfinished number is NaN, which no rule accepts. */
export function readAs(kind: ScalarKind, typed: string): Scalar {
  if (kind === "text") return typed;
  if (kind === "yes or no") return typed === "true";
  return typed.trim() === "" ? Number.NaN : Number(typed);
}
