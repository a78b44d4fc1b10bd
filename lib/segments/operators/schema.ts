import type { SQL } from "drizzle-orm";
import { z } from "zod";

/** SQL is written with the tag that the compiler brings, so that this table also runs in the browser. What stands in `${}` is a parameter. */
type Tag = (strings: TemplateStringsArray, ...values: unknown[]) => SQL;

/** What an operator asks of: `any` value, a `scalar` as JSON, or a value of one type. A value of another type reads as null, never as an error. */
export type Sort = "any" | "scalar" | "text" | "number" | "list" | "date";

/** The moment of asking, and the project's time zone, in which a day begins. */
export type Moment = { now: SQL; zone: SQL };

type Row<Operands extends z.ZodRawShape> = {
  of: Sort;
  /** How the operator reads between the trait and its operands. */
  label: string;
  takes: Operands;
  says: (operands: z.infer<z.ZodObject<Operands>>) => string;
  /** Whether `x` is so. Null counts as no. */
  holds: (sql: Tag, x: SQL, operands: z.infer<z.ZodObject<Operands>>, moment: Moment) => SQL;
  /** The instants at which the answer changes by itself; at that very instant the new answer holds. */
  flips?: (sql: Tag, x: SQL, operands: z.infer<z.ZodObject<Operands>>) => SQL[];
};

const row = <Operands extends z.ZodRawShape>(operator: Row<Operands>) => operator;

/** Text that Postgres can hold: no NUL, no half of a surrogate pair. */
export const PlainText = z
  .string()
  .min(1, "Say what.")
  .max(500, "At most 500 characters.")
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "This text has characters that cannot be stored.");

const Scalar = z.union([PlainText, z.number(), z.boolean()], "Give a text, a number, true or false.");
const Scalars = z.array(Scalar).min(1, "Give at least one value.").max(200, "At most 200 values.");
const Num = z.number("Give a number.");
const Day = z.iso.date("Give a day such as 2026-01-31.");
const Days = z.number("Give a number of days.").int("Whole days only.").min(1, "At least one day.").max(3650, "At most 3,650 days.");

const quoted = (value: string | number | boolean) => (typeof value === "string" ? `“${value}”` : String(value));
const listed = (values: (string | number | boolean)[]) => values.map(quoted).join(", ");
const days = (n: number) => (n === 1 ? "1 day" : `${n} days`);
const json = (value: unknown) => JSON.stringify(value);

/** Every question one can ask of a trait or field. A new one is a new row here, and nothing elsewhere. */
export const VALUE_OPERATORS = {
  exists: row({ of: "any", label: "is known", takes: {}, says: () => "is known", holds: (sql, x) => sql`${x} is not null` }),
  missing: row({ of: "any", label: "is missing", takes: {}, says: () => "is missing", holds: (sql, x) => sql`${x} is null` }),

  is: row({
    of: "scalar",
    label: "is",
    takes: { value: Scalar },
    says: ({ value }) => `is ${quoted(value)}`,
    holds: (sql, x, { value }) => sql`${x} = ${json(value)}::jsonb`,
  }),
  is_not: row({
    of: "scalar",
    label: "is not",
    takes: { value: Scalar },
    says: ({ value }) => `is not ${quoted(value)}`,
    holds: (sql, x, { value }) => sql`${x} is distinct from ${json(value)}::jsonb`,
  }),
  is_one_of: row({
    of: "scalar",
    label: "is one of",
    takes: { values: Scalars },
    says: ({ values }) => `is one of ${listed(values)}`,
    holds: (sql, x, { values }) => sql`${x} in ${values.map(json)}`,
  }),
  is_none_of: row({
    of: "scalar",
    label: "is none of",
    takes: { values: Scalars },
    says: ({ values }) => `is none of ${listed(values)}`,
    holds: (sql, x, { values }) => sql`${x} is null or ${x} not in ${values.map(json)}`,
  }),

  contains: row({
    of: "text",
    label: "contains",
    takes: { value: PlainText },
    says: ({ value }) => `contains ${quoted(value)}`,
    holds: (sql, x, { value }) => sql`strpos(lower(${x}), lower(${value}::text)) > 0`,
  }),
  does_not_contain: row({
    of: "text",
    label: "does not contain",
    takes: { value: PlainText },
    says: ({ value }) => `does not contain ${quoted(value)}`,
    holds: (sql, x, { value }) => sql`${x} is null or strpos(lower(${x}), lower(${value}::text)) = 0`,
  }),
  starts_with: row({
    of: "text",
    label: "starts with",
    takes: { value: PlainText },
    says: ({ value }) => `starts with ${quoted(value)}`,
    holds: (sql, x, { value }) => sql`starts_with(lower(${x}), lower(${value}::text))`,
  }),
  ends_with: row({
    of: "text",
    label: "ends with",
    takes: { value: PlainText },
    says: ({ value }) => `ends with ${quoted(value)}`,
    holds: (sql, x, { value }) => sql`right(lower(${x}), length(${value}::text)) = lower(${value}::text)`,
  }),

  less_than: row({
    of: "number",
    label: "is less than",
    takes: { value: Num },
    says: ({ value }) => `is less than ${value}`,
    holds: (sql, x, { value }) => sql`${x} < ${value}::numeric`,
  }),
  at_most: row({
    of: "number",
    label: "is at most",
    takes: { value: Num },
    says: ({ value }) => `is at most ${value}`,
    holds: (sql, x, { value }) => sql`${x} <= ${value}::numeric`,
  }),
  greater_than: row({
    of: "number",
    label: "is more than",
    takes: { value: Num },
    says: ({ value }) => `is more than ${value}`,
    holds: (sql, x, { value }) => sql`${x} > ${value}::numeric`,
  }),
  at_least: row({
    of: "number",
    label: "is at least",
    takes: { value: Num },
    says: ({ value }) => `is at least ${value}`,
    holds: (sql, x, { value }) => sql`${x} >= ${value}::numeric`,
  }),
  between: row({
    of: "number",
    label: "is between",
    takes: { from: Num, to: Num },
    says: ({ from, to }) => `is between ${from} and ${to}`,
    holds: (sql, x, { from, to }) => sql`${x} between ${from}::numeric and ${to}::numeric`,
  }),

  includes: row({
    of: "list",
    label: "includes",
    takes: { value: Scalar },
    says: ({ value }) => `includes ${quoted(value)}`,
    holds: (sql, x, { value }) => sql`${x} @> ${json([value])}::jsonb`,
  }),

  before: row({
    of: "date",
    label: "is before",
    takes: { date: Day },
    says: ({ date }) => `is before ${date}`,
    holds: (sql, x, { date }, { zone }) => sql`${x} < (${date}::timestamp at time zone ${zone})`,
  }),
  on: row({
    of: "date",
    label: "is on",
    takes: { date: Day },
    says: ({ date }) => `is on ${date}`,
    holds: (sql, x, { date }, { zone }) =>
      sql`${x} >= (${date}::timestamp at time zone ${zone}) and ${x} < ((${date}::timestamp + interval '1 day') at time zone ${zone})`,
  }),
  after: row({
    of: "date",
    label: "is after",
    takes: { date: Day },
    says: ({ date }) => `is after ${date}`,
    holds: (sql, x, { date }, { zone }) => sql`${x} >= ((${date}::timestamp + interval '1 day') at time zone ${zone})`,
  }),
  within_last: row({
    of: "date",
    label: "is within the last",
    takes: { days: Days },
    says: (o) => `is within the last ${days(o.days)}`,
    holds: (sql, x, o, { now }) => sql`${x} <= ${now} and ${x} > ${now} - ${o.days * 24}::int * interval '1 hour'`,
    flips: (sql, x, o) => [x, sql`${x} + ${o.days * 24}::int * interval '1 hour'`],
  }),
  not_within_last: row({
    of: "date",
    label: "is not within the last",
    takes: { days: Days },
    says: (o) => `is not within the last ${days(o.days)}`,
    holds: (sql, x, o, { now }) => sql`${x} is null or ${x} > ${now} or ${x} <= ${now} - ${o.days * 24}::int * interval '1 hour'`,
    flips: (sql, x, o) => [x, sql`${x} + ${o.days * 24}::int * interval '1 hour'`],
  }),
  within_next: row({
    of: "date",
    label: "is within the next",
    takes: { days: Days },
    says: (o) => `is within the next ${days(o.days)}`,
    holds: (sql, x, o, { now }) => sql`${x} > ${now} and ${x} <= ${now} + ${o.days * 24}::int * interval '1 hour'`,
    flips: (sql, x, o) => [sql`${x} - ${o.days * 24}::int * interval '1 hour'`, x],
  }),
};

export type ValueOperator = keyof typeof VALUE_OPERATORS;
export const VALUE_OPERATOR_NAMES = Object.keys(VALUE_OPERATORS) as ValueOperator[];

/** What an operator takes besides its name. */
export type OperandsOf<O extends ValueOperator> = {
  [K in keyof (typeof VALUE_OPERATORS)[O]["takes"]]: z.infer<(typeof VALUE_OPERATORS)[O]["takes"][K]>;
};

/** A row by name, for those who have a condition whose operator they do not know. */
export const valueOperator = (name: ValueOperator) => VALUE_OPERATORS[name] as unknown as Row<Record<string, z.ZodType>>;

/** What we know of every customer without being told, and which questions suit it. */
export const FIELDS = {
  email: { label: "Email address", of: ["any", "scalar", "text"] },
  first_seen: { label: "First seen", of: ["date"] },
  last_seen: { label: "Last seen", of: ["any", "date"] },
  created: { label: "Created", of: ["date"] },
} as const satisfies Record<string, { label: string; of: readonly Sort[] }>;

export type Field = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

type CountRow = {
  label: string;
  leastTimes: number;
  says: (times: number) => string;
  /** Whether the count `n`, null when there is none, is so. Never null itself. */
  holds: (sql: Tag, n: SQL, times: number) => SQL;
  /** The answer changes when the n-th latest event leaves the window, for these n. */
  leaves: (times: number) => number[];
};

const often = (times: number) => (times === 1 ? "once" : times === 2 ? "twice" : `${times} times`);

/** Every question one can ask of how often an event happened. */
export const COUNT_OPERATORS = {
  at_least: {
    label: "at least",
    leastTimes: 1,
    says: (times) => (times === 1 ? "" : `at least ${often(times)}`),
    holds: (sql, n, times) => sql`(${n} is not null and ${n} >= ${times}::int)`,
    leaves: (times) => [times],
  },
  at_most: {
    label: "at most",
    leastTimes: 0,
    says: (times) => `at most ${often(times)}`,
    holds: (sql, n, times) => sql`(${n} is null or ${n} <= ${times}::int)`,
    leaves: (times) => [times + 1],
  },
  exactly: {
    label: "exactly",
    leastTimes: 0,
    says: (times) => `exactly ${often(times)}`,
    holds: (sql, n, times) => (times === 0 ? sql`(${n} is null)` : sql`(${n} is not null and ${n} = ${times}::int)`),
    leaves: (times) => (times === 0 ? [1] : [times, times + 1]),
  },
} as const satisfies Record<string, CountRow>;

export type CountOperator = keyof typeof COUNT_OPERATORS;
export const COUNT_OPERATOR_NAMES = Object.keys(COUNT_OPERATORS) as CountOperator[];
