import { COUNT_OPERATORS, FIELDS, valueOperator } from "@/lib/segments/operators/schema";
import { type Condition, type EventCondition, type Group, SegmentRule } from "@/lib/segments/schema";

const JOINED = { all: " and ", any: " or ", none: " or " };

/** A rule as an English sentence about "Customers …": “whose plan is “pro” and who did “Order Completed” at least 3 times in the last 30 days”. */
export const ruleSentence = (rule: SegmentRule): string => `Customers ${said(rule)}`;

/** The same of a stored rule, which an older or newer version may have written. */
export function storedSentence(rule: unknown): string {
  const { success, data } = SegmentRule.safeParse(rule);
  return success ? ruleSentence(data) : "This rule cannot be read. Nobody enters or leaves until it is written anew.";
}

function said(rule: SegmentRule): string {
  return "rules" in rule ? grouped(rule) : conditionSentence(rule);
}

function grouped({ type, rules }: Group): string {
  const parts = rules.map((rule) => ("rules" in rule && rule.rules.length > 1 && rules.length > 1 ? `(${said(rule)})` : said(rule)));
  const joined = parts.join(JOINED[type]);
  if (type !== "none") return joined;
  return parts.length > 1 ? `for whom none of these is so: ${joined}` : `for whom this is not so: ${joined}`;
}

/** One condition as it reads within the sentence. */
export function conditionSentence(condition: Condition): string {
  if (condition.type === "event") return eventSentence(condition);
  const subject = condition.type === "trait" ? condition.trait : FIELDS[condition.field].label.toLowerCase();
  return `whose ${subject} ${valueOperator(condition.operator).says(condition)}`;
}

function eventSentence({ name, operator, times, withinMinutes }: EventCondition): string {
  const window = withinMinutes === undefined ? "" : ` in the last ${spanSentence(withinMinutes)}`;
  const never = times === 0;
  const often = never ? "" : COUNT_OPERATORS[operator].says(times);
  return `who ${never ? (window ? "did not do" : "never did") : "did"} “${name}”${often && ` ${often}`}${window}`;
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
