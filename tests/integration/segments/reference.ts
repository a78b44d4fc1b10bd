import { isVisitOf } from "@/lib/events/addresses/visits";
import type { EventCondition, FieldCondition, PageCondition, SegmentRule, TraitCondition } from "@/lib/segments/schema";
import type { Happened, RandomPerson } from "./random-people";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** What a rule means, said a second time in plain JavaScript. It shares nothing with the compiler; it is what the compiler is held against. */
export function isTrue(rule: SegmentRule, person: RandomPerson, now: number): boolean {
  switch (rule.type) {
    case "all":
      return rule.rules.every((inner) => isTrue(inner, person, now));
    case "any":
      return rule.rules.some((inner) => isTrue(inner, person, now));
    case "none":
      return !rule.rules.some((inner) => isTrue(inner, person, now));
    case "event":
      return counts(rule, person, ({ name }) => name === rule.name);
    case "page":
      return counts(rule, person, (event) => event.url !== undefined && isVisitOf(rule, event));
    case "charge": {
      const { withinMinutes = Number.POSITIVE_INFINITY } = rule;
      const paid = person.events.filter(({ currency, minutesAgo }) => currency === rule.currency && minutesAgo < withinMinutes);
      const sum = paid.reduce((all, { amount = 0 }) => all + amount, 0);
      return rule.operator === "at_least" ? sum >= rule.amount : sum <= rule.amount;
    }
    case "tag":
      return person.tags.includes(rule.tag) === (rule.operator === "has");
    case "trait":
      return asks(rule, Object.hasOwn(person.traits, rule.trait) ? person.traits[rule.trait] : undefined, now);
    case "customer":
      return asks(rule, fieldOf(rule, person, now), now);
  }
}

function counts(condition: EventCondition | PageCondition, { events }: RandomPerson, isOne: (event: Happened) => boolean): boolean {
  const { operator, times, withinMinutes = Number.POSITIVE_INFINITY } = condition;
  const n = events.filter((event) => isOne(event) && event.minutesAgo < withinMinutes).length;
  return operator === "at_least" ? n >= times : operator === "at_most" ? n <= times : n === times;
}

function fieldOf({ field }: FieldCondition, person: RandomPerson, now: number): unknown {
  if (field === "email") return person.email ?? undefined;
  const days = field === "last_seen" ? person.lastSeenDaysAgo : person.firstSeenDaysAgo;
  return days === null ? undefined : new Date(now - days * DAY).toISOString();
}

function asks(condition: TraitCondition | FieldCondition, value: unknown, now: number): boolean {
  const known = value !== undefined && value !== null;
  const text = typeof value === "string" ? value.toLowerCase() : null;
  const number = typeof value === "number" ? value : null;
  const instant = instantOf(value);
  const day = (date: string) => Date.parse(`${date}T00:00:00Z`);
  const within = (days: number) => instant !== null && instant <= now && instant > now - days * DAY;
  switch (condition.operator) {
    case "exists":
      return known;
    case "missing":
      return !known;
    case "is":
      return known && value === zeroed(condition.value);
    case "is_not":
      return !known || value !== zeroed(condition.value);
    case "is_one_of":
      return known && condition.values.map(zeroed).includes(value as string);
    case "is_none_of":
      return !known || !condition.values.map(zeroed).includes(value as string);
    case "contains":
      return text?.includes(condition.value.toLowerCase()) ?? false;
    case "does_not_contain":
      return !(text?.includes(condition.value.toLowerCase()) ?? false);
    case "starts_with":
      return text?.startsWith(condition.value.toLowerCase()) ?? false;
    case "ends_with":
      return text?.endsWith(condition.value.toLowerCase()) ?? false;
    case "less_than":
      return number !== null && number < condition.value;
    case "at_most":
      return number !== null && number <= condition.value;
    case "greater_than":
      return number !== null && number > condition.value;
    case "at_least":
      return number !== null && number >= condition.value;
    case "between":
      return number !== null && number >= condition.from && number <= condition.to;
    case "includes":
      return Array.isArray(value) && value.includes(condition.value);
    case "before":
      return instant !== null && instant < day(condition.date);
    case "on":
      return instant !== null && instant >= day(condition.date) && instant < day(condition.date) + DAY;
    case "after":
      return instant !== null && instant >= day(condition.date) + DAY;
    case "within_last":
      return within(condition.days);
    case "not_within_last":
      return !within(condition.days);
    case "within_next":
      return instant !== null && instant > now && instant <= now + condition.days * DAY;
  }
}

/** JSON knows no negative zero. */
const zeroed = <T>(value: T): T => (Object.is(value, -0) ? (0 as T) : value);

function instantOf(value: unknown): number | null {
  if (typeof value === "number") {
    if (value >= -62e9 && value <= 99_999_999_999) return value * 1000;
    return value >= 1e11 && value <= 25e13 ? value : null;
  }
  const parts =
    typeof value === "string" ? /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(value) : null;
  if (!parts) return null;
  const [, year, month, day, time = "00:00", zone = "Z"] = parts;
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(year) < 1000 || Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > daysInMonth) return null;
  const parsed = Date.parse(`${year}-${month}-${day}T${time}${zone}`);
  return Number.isNaN(parsed) ? null : parsed;
}
