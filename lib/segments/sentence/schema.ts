import { ADDRESS_WORDS } from "@/lib/events/addresses/schema";
import { COUNT_OPERATORS, SUM_OPERATORS } from "@/lib/segments/counting/schema";
import { FIELDS, type Scalar, valueOperator } from "@/lib/segments/operators/schema";
import {
  type ChargeCondition,
  type Condition,
  type EventCondition,
  type Group,
  type PageCondition,
  SegmentRule,
} from "@/lib/segments/schema";

const JOINED = { all: " and ", any: " or ", none: " or " };

/** What tags are called, by id. */
export type TagNames = ReadonlyMap<string, string>;

/** A rule as an English sentence: “Customers whose plan is “pro” and who did “Order Completed” at least 3 times in the last 30 days”. */
export const ruleSentence = (rule: SegmentRule, tags: TagNames): string => `Customers ${said(rule, tags)}`;

/** The same of a stored rule, which an older or newer version may have written. */
export function storedSentence(rule: unknown, tags: TagNames): string {
  const { success, data } = SegmentRule.safeParse(rule);
  return success ? ruleSentence(data, tags) : "This rule cannot be read. Nobody enters or leaves until it is rewritten.";
}

const said = (rule: SegmentRule, tags: TagNames): string => ("rules" in rule ? groupSentence(rule, tags) : conditionSentence(rule, tags));

function groupSentence({ type, rules }: Group, tags: TagNames): string {
  const parts = rules.map((rule) => {
    const isNested = "rules" in rule && rule.rules.length > 1 && rules.length > 1;
    return isNested ? `(${said(rule, tags)})` : said(rule, tags);
  });
  const joined = parts.join(JOINED[type]);
  if (type !== "none") return joined;
  return parts.length > 1 ? `who are none of those ${joined}` : `who are not those ${joined}`;
}

/** One condition as it is said of somebody: “plan is “pro””, “first seen in the last 7 days”. */
export const conditionWords = (condition: Condition, tags: TagNames): string =>
  conditionSentence(condition, tags).replace(/^(whose|who were|who) /, "");

/** One condition as it reads within the sentence. */
function conditionSentence(condition: Condition, tags: TagNames): string {
  if (condition.type === "event") return countSentence(condition, "do", "did", `“${condition.name}”`);
  if (condition.type === "page") return countSentence(condition, "visit", "visited", pageWords(condition));
  if (condition.type === "charge") return chargeSentence(condition);
  if (condition.type === "tag") {
    const tag = tags.get(condition.tag);
    return `who ${condition.operator === "has" ? "have" : "do not have"} ${tag === undefined ? "a deleted tag" : `the tag “${tag}”`}`;
  }
  const { of, label, takes } = valueOperator(condition.operator);
  const operands = Object.keys(takes).map((name) => OPERANDS[name]?.(Reflect.get(condition, name) as never));
  const asked = [label, operands.join(" and ")].filter(Boolean).join(" ");
  if (condition.type === "trait") return `whose ${condition.trait} ${asked}`;
  const field = FIELDS[condition.field].label.toLowerCase();
  if (of !== "date") return `whose ${field} ${asked}`;
  return asked.startsWith("is not ")
    ? `who were not ${field.replace("last ", "")} ${asked.slice("is not ".length)}`
    : `who were ${field} ${asked.replace(/^is /, "")}`;
}

const shown = (value: Scalar) => (typeof value === "string" ? `“${value}”` : String(value));

/** How each operand is said, whichever operator takes it. */
const OPERANDS: Record<string, (operand: never) => string> = {
  value: shown,
  values: (values: Scalar[]) => values.map(shown).join(", "),
  from: String,
  to: String,
  date: String,
  days: (days: number) => (days === 1 ? "1 day" : `${days} days`),
};

const often = (times: number) => (times === 1 ? "once" : times === 2 ? "twice" : `${times} times`);

const windowed = (withinMinutes: number | undefined) => (withinMinutes === undefined ? "" : ` in the last ${spanSentence(withinMinutes)}`);

function countSentence(condition: EventCondition | PageCondition, verb: string, past: string, what: string): string {
  const { operator, times, withinMinutes } = condition;
  const window = windowed(withinMinutes);
  if (times === 0) return `who ${window ? `did not ${verb}` : `never ${past}`} ${what}${window}`;
  const count = operator === "at_least" && times === 1 ? "" : ` ${COUNT_OPERATORS[operator].label} ${often(times)}`;
  return `who ${past} ${what}${count}${window}`;
}

const pageWords = ({ match, address }: PageCondition) => `a page whose address ${ADDRESS_WORDS[match]} “${address}”`;

function chargeSentence({ currency, operator, amount, withinMinutes }: ChargeCondition): string {
  return `who paid ${SUM_OPERATORS[operator].label} ${sumInWords(amount, currency)}${windowed(withinMinutes)}`;
}

/** An amount of a currency's smallest unit as people write it. */
export function sumInWords(minor: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

const UNITS = [
  ["day", 1440],
  ["hour", 60],
  ["minute", 1],
] as const;

/** Minutes as people say them: in the largest unit that is exact. */
export function spanSentence(minutes: number): string {
  const [unit, size] = UNITS.find(([, size]) => minutes % size === 0) ?? UNITS[2];
  return minutes === size ? unit : `${minutes / size} ${unit}s`;
}
