import fc from "fast-check";
import { newId } from "@/db/ids";
import { customers, customerTags, events, tags } from "@/db/schema";
import type { Scope } from "@/lib/scope";
import { ADDRESS_MATCHES } from "@/lib/events/addresses/schema";
import { EVENT_KINDS } from "@/lib/events/schema";
import { COUNT_OPERATOR_NAMES, SUM_OPERATOR_NAMES } from "@/lib/segments/counting/schema";
import { VALUE_OPERATOR_NAMES, type ValueOperator } from "@/lib/segments/operators/schema";
import type {
  ChargeCondition,
  EventCondition,
  FieldCondition,
  PageCondition,
  SegmentRule,
  TagCondition,
  TraitCondition,
} from "@/lib/segments/schema";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** A visit has its address, a charge its sum. */
export type Happened = {
  name: string;
  minutesAgo: number;
  url?: string;
  path?: string;
  search?: string;
  amount?: number;
  currency?: string;
};
export type RandomPerson = {
  email: string | null;
  traits: Record<string, unknown>;
  firstSeenDaysAgo: number;
  lastSeenDaysAgo: number | null;
  events: Happened[];
  tags: string[];
};

const KEYS = ["plan", "seats", "renews", "tags"];
const EVENTS = ["Signed Up", "Paid"];
const PAGES = [
  ...["https://www.Shop.test/a/", "http://shop.test/a?b=1#top", "https://shop.test/a%_b", "/a", "https://shop.test/ab/a"].map((url) => ({
    url,
  })),
  { url: "https://shop.test/?b=1", path: "/A/", search: "?b=1" },
  { url: "https://shop.test", path: "/" },
  { url: "https://other.test/a?b=1", path: "/a" },
];
const ADDRESSES = ["/a", "/", "a", "shop.test/a", "/a?b=1", "/a%_b", "*a", "/*b", "shop.test/*", "?b", "#"];
const CURRENCIES = ["EUR", "JPY"];
/** The same ids in every project; of the last one nobody has any. */
const TAGS = [newId("tag"), newId("tag"), newId("tag")] as const;

// Small alphabets, so that questions and answers meet; with the letters that SQL patterns, JSON and cases would trip over.
const text = fc.string({ unit: fc.constantFrom("a", "A", "b", "%", "_", "\\", '"', "'", "é", " ", "1"), minLength: 1, maxLength: 3 });
const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.1, -0, 1e21, 1e-7, 99_999_999_999, 100_000_000_000, 3e14));
const scalar = fc.oneof(text, number, fc.boolean());
const daysAround = fc.integer({ min: -4, max: 4 });

/** Dates as senders write them, dates that do not exist, and text that only looks like one. */
const dateText = (now: Date) =>
  fc.oneof(
    daysAround.map((days) => new Date(now.getTime() + days * DAY).toISOString()),
    daysAround.map((days) => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10)),
    daysAround.map((days) => `${new Date(now.getTime() + days * DAY).toISOString().slice(0, 19)}+02:00`),
    daysAround.map((days) => `${new Date(now.getTime() + days * DAY).toISOString().slice(0, 16)}`.replace("T", " ")),
    fc.constantFrom(
      "2026-02-30",
      "2026-13-01",
      "2024-02-29",
      "2023-02-29",
      "0000-01-01",
      "2026-1-1",
      "today",
      "infinity",
      "2026-01-01T25:00:00Z",
      "epoch",
    ),
  );
const date = (now: Date) =>
  fc.oneof(
    dateText(now),
    daysAround.map((days) => Math.floor(now.getTime() / 1000) + days * 86_400),
    daysAround.map((days) => now.getTime() + days * DAY),
  );

const traitValue = (now: Date) =>
  fc.oneof(
    scalar,
    scalar,
    date(now),
    date(now),
    fc.constant(null),
    fc.array(scalar, { maxLength: 3 }),
    fc.dictionary(text, scalar, { maxKeys: 2 }),
  );

const minutesAgo = fc.integer({ min: 0, max: 200 });
const happened: fc.Arbitrary<Happened> = fc.oneof(
  fc.record({ name: fc.constantFrom(...EVENTS), minutesAgo }),
  fc.record({ minutesAgo, page: fc.constantFrom(...PAGES) }).map(({ minutesAgo, page }) => ({ name: "Page Viewed", minutesAgo, ...page })),
  fc.record({
    name: fc.constant("Charged"),
    minutesAgo,
    amount: fc.integer({ min: -3, max: 5 }),
    currency: fc.constantFrom(...CURRENCIES),
  }),
);

export const people = (now: Date) =>
  fc.array(
    fc.record<RandomPerson>({
      email: fc.option(fc.constantFrom("ann@a.example", "Bob@B.example", "%@_.example")),
      traits: fc.dictionary(fc.constantFrom(...KEYS), traitValue(now), { noNullPrototype: true }),
      firstSeenDaysAgo: fc.integer({ min: 0, max: 4 }),
      lastSeenDaysAgo: fc.option(fc.integer({ min: 0, max: 4 })),
      events: fc.array(happened, { maxLength: 6 }),
      tags: fc.subarray([TAGS[0], TAGS[1]]),
    }),
    { minLength: 1, maxLength: 8 },
  );

const operands = (operator: ValueOperator, now: Date): fc.Arbitrary<object> => {
  const day = daysAround.map((days) => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10));
  const by: Record<ValueOperator, fc.Arbitrary<object>> = {
    exists: fc.constant({}),
    missing: fc.constant({}),
    is: fc.record({ value: scalar }),
    is_not: fc.record({ value: scalar }),
    is_one_of: fc.record({ values: fc.array(scalar, { minLength: 1, maxLength: 4 }) }),
    is_none_of: fc.record({ values: fc.array(scalar, { minLength: 1, maxLength: 4 }) }),
    contains: fc.record({ value: text }),
    does_not_contain: fc.record({ value: text }),
    starts_with: fc.record({ value: text }),
    ends_with: fc.record({ value: text }),
    less_than: fc.record({ value: number }),
    at_most: fc.record({ value: number }),
    greater_than: fc.record({ value: number }),
    at_least: fc.record({ value: number }),
    between: fc.record({ from: number, to: number }),
    includes: fc.record({ value: scalar }),
    before: fc.record({ date: day }),
    on: fc.record({ date: day }),
    after: fc.record({ date: day }),
    within_last: fc.record({ days: fc.integer({ min: 1, max: 4 }) }),
    not_within_last: fc.record({ days: fc.integer({ min: 1, max: 4 }) }),
    within_next: fc.record({ days: fc.integer({ min: 1, max: 4 }) }),
  };
  return by[operator];
};

export const traitCondition = (operator: ValueOperator, now: Date) =>
  fc
    .tuple(fc.constantFrom(...KEYS), operands(operator, now))
    .map(([trait, said]) => ({ type: "trait", trait, operator, ...said }) as TraitCondition);

const DATES: ValueOperator[] = ["before", "on", "after", "within_last", "not_within_last", "within_next"];
const fieldCondition = (now: Date): fc.Arbitrary<FieldCondition> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom("first_seen", "last_seen", "created"), fc.constantFrom(...DATES))
      .chain(([field, operator]) =>
        operands(operator, now).map((said) => ({ type: "customer", field, operator, ...said }) as FieldCondition),
      ),
    fc
      .constantFrom<ValueOperator>("exists", "missing", "contains", "starts_with", "is")
      .chain((operator) =>
        operands(operator, now).map((said) => ({ type: "customer", field: "email", operator, ...said }) as FieldCondition),
      ),
  );

const eventCondition: fc.Arbitrary<EventCondition> = fc
  .record({
    name: fc.constantFrom(...EVENTS, "Never Seen"),
    operator: fc.constantFrom(...COUNT_OPERATOR_NAMES),
    times: fc.integer({ min: 1, max: 3 }),
    withinMinutes: fc.option(fc.constantFrom(1, 60, 120), { nil: undefined }),
  })
  .map(({ withinMinutes, ...rest }) => ({ type: "event", ...rest, ...(withinMinutes !== undefined && { withinMinutes }) }));

const within = fc.option(fc.constantFrom(1, 60, 120), { nil: undefined });
export const pageCondition: fc.Arbitrary<PageCondition> = fc
  .record({
    match: fc.constantFrom(...ADDRESS_MATCHES),
    address: fc.constantFrom(...ADDRESSES),
    operator: fc.constantFrom(...COUNT_OPERATOR_NAMES),
    times: fc.integer({ min: 1, max: 2 }),
    withinMinutes: within,
  })
  .map(({ withinMinutes, ...rest }) => ({ type: "page", ...rest, ...(withinMinutes !== undefined && { withinMinutes }) }));

export const chargeCondition: fc.Arbitrary<ChargeCondition> = fc
  .record({
    currency: fc.constantFrom(...CURRENCIES),
    operator: fc.constantFrom(...SUM_OPERATOR_NAMES),
    amount: fc.integer({ min: 0, max: 6 }),
    withinMinutes: within,
  })
  .map(({ withinMinutes, ...rest }) => ({ type: "charge", ...rest, ...(withinMinutes !== undefined && { withinMinutes }) }));

const never: fc.Arbitrary<EventCondition> = fc.constantFrom({
  type: "event",
  name: "Paid",
  operator: "at_most",
  times: 0,
  withinMinutes: 60,
});

const tagCondition: fc.Arbitrary<TagCondition> = fc.record({
  type: fc.constant("tag"),
  tag: fc.constantFrom(...TAGS),
  operator: fc.constantFrom("has", "has_not"),
});

export const rules = (now: Date): fc.Arbitrary<SegmentRule> => {
  const condition = fc.oneof(
    fc.constantFrom(...VALUE_OPERATOR_NAMES).chain((operator) => traitCondition(operator, now)),
    fieldCondition(now),
    eventCondition,
    pageCondition,
    chargeCondition,
    tagCondition,
    never,
  );
  const group = (rule: fc.Arbitrary<SegmentRule>): fc.Arbitrary<SegmentRule> =>
    fc.record({ type: fc.constantFrom("all", "any", "none"), rules: fc.array(rule, { minLength: 1, maxLength: 3 }) });
  return fc.oneof(condition, group(condition), group(fc.oneof(condition, group(condition)))).map((rule) => structuredClone(rule)); // plain objects
};

/** Puts random people where the compiler finds them. Their narrow ids, in order. */
export async function live({ db, projectId }: Scope, population: RandomPerson[], now: Date): Promise<number[]> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  const rows = await db
    .insert(customers)
    .values(
      population.map(({ email, traits, firstSeenDaysAgo, lastSeenDaysAgo }) => ({
        projectId,
        email,
        traits: traits as never,
        firstSeenAt: ago(firstSeenDaysAgo),
        createdAt: ago(firstSeenDaysAgo),
        updatedAt: now,
        lastSeenAt: lastSeenDaysAgo === null ? null : ago(lastSeenDaysAgo),
      })),
    )
    .returning({ id: customers.id });
  const ids = rows.map(({ id }) => id);
  await db
    .insert(tags)
    .values(TAGS.map((id) => ({ projectId, id, name: id })))
    .onConflictDoNothing();
  const tagged = population.flatMap((person, i) => person.tags.map((tagId) => ({ projectId, tagId, customerId: ids[i]!, addedAt: now })));
  if (tagged.length > 0) await db.insert(customerTags).values(tagged);
  const happened = population.flatMap((person, i) => person.events.map((event) => ({ ...event, customerId: ids[i]! })));
  if (happened.length > 0) {
    await db.insert(events).values(
      happened.map(({ name, minutesAgo, customerId, ...properties }) => ({
        projectId,
        id: newId("event"),
        customerId,
        kind: EVENT_KINDS.indexOf("url" in properties ? "page" : "amount" in properties ? "charge" : "track"),
        source: 0,
        name,
        properties,
        occurredAt: new Date(now.getTime() - minutesAgo * MINUTE),
        receivedAt: now,
      })),
    );
  }
  return ids;
}
