import type { SQL } from "drizzle-orm";
import { z } from "zod";

/** SQL is written with the tag that the compiler brings, so that this table also runs in the browser. What stands in `${}` is a parameter. */
export type Tag = (strings: TemplateStringsArray, ...values: unknown[]) => SQL;

/** What an operator asks of: `any` value, a `scalar` as JSON, or a value of one type. A value of another type reads as null, never as an error. */
export type Sort = "any" | "scalar" | "text" | "number" | "list" | "date";

/** The moment of asking, and the project's time zone, in which a day begins. */
export type Moment = { now: SQL; zone: SQL };

/** Whether `x` is so. Null counts as no. */
type Holds<Operands> = (sql: Tag, x: SQL, operands: Operands, moment: Moment) => SQL;
/** The instants at which the answer changes by itself; at that very instant the new answer holds. */
type Flips<Operands> = (sql: Tag, x: SQL, operands: Operands) => SQL[];
type Row<Shape extends z.ZodRawShape, Operands> = {
  of: Sort;
  label: string;
  takes: Shape;
  holds: Holds<Operands>;
  flips?: Flips<Operands>;
};

/** One operator: what it asks of, how it reads before its operands, what these are, what it means, and when its answer changes by itself. */
const row = <Shape extends z.ZodRawShape>(
  of: Sort,
  label: string,
  takes: Shape,
  holds: Holds<z.infer<z.ZodObject<Shape>>>,
  flips?: Flips<z.infer<z.ZodObject<Shape>>>,
): Row<Shape, z.infer<z.ZodObject<Shape>>> => ({ of, label, takes, holds, ...(flips && { flips }) });

/** Text that Postgres can hold: no NUL, no half of a surrogate pair. */
export const PlainText = z
  .string()
  .min(1, "Say what.")
  .max(500, "At most 500 characters.")
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "This text has characters that cannot be stored.");

export type Scalar = string | number | boolean;
const Scalar = z.union([PlainText, z.number(), z.boolean()], "Give a text, a number, true or false.");
const Num = z.number("Give a number.");

const nothing = {};
const text = { value: PlainText };
const scalar = { value: Scalar };
const scalars = { values: z.array(Scalar).min(1, "Give at least one value.").max(200, "At most 200 values.") };
const number = { value: Num };
const range = { from: Num, to: Num };
const day = { date: z.iso.date("Give a day such as 2026-01-31.") };
const span = {
  days: z.number("Give a number of days.").int("Whole days only.").min(1, "At least one day.").max(3650, "At most 3,650 days."),
};

const json = (value: Scalar | Scalar[]) => JSON.stringify(value);
const length = (sql: Tag, { days }: { days: number }) => sql`${days * 24}::int * interval '1 hour'`;

/** Every question one can ask of a trait or field. A new one is a new row here, and nothing elsewhere. */
export const VALUE_OPERATORS = {
  exists: row("any", "is known", nothing, (sql, x) => sql`${x} is not null`),
  missing: row("any", "is missing", nothing, (sql, x) => sql`${x} is null`),

  is: row("scalar", "is", scalar, (sql, x, { value }) => sql`${x} = ${json(value)}::jsonb`),
  is_not: row("scalar", "is not", scalar, (sql, x, { value }) => sql`${x} is distinct from ${json(value)}::jsonb`),
  is_one_of: row("scalar", "is one of", scalars, (sql, x, { values }) => sql`${x} in ${values.map(json)}`),
  is_none_of: row("scalar", "is none of", scalars, (sql, x, { values }) => sql`${x} is null or ${x} not in ${values.map(json)}`),

  contains: row("text", "contains", text, (sql, x, { value }) => sql`strpos(lower(${x}), lower(${value}::text)) > 0`),
  does_not_contain: row(
    "text",
    "does not contain",
    text,
    (sql, x, { value }) => sql`${x} is null or strpos(lower(${x}), lower(${value}::text)) = 0`,
  ),
  starts_with: row("text", "starts with", text, (sql, x, { value }) => sql`starts_with(lower(${x}), lower(${value}::text))`),
  ends_with: row("text", "ends with", text, (sql, x, { value }) => sql`right(lower(${x}), length(${value}::text)) = lower(${value}::text)`),

  less_than: row("number", "is less than", number, (sql, x, { value }) => sql`${x} < ${value}::numeric`),
  at_most: row("number", "is at most", number, (sql, x, { value }) => sql`${x} <= ${value}::numeric`),
  greater_than: row("number", "is more than", number, (sql, x, { value }) => sql`${x} > ${value}::numeric`),
  at_least: row("number", "is at least", number, (sql, x, { value }) => sql`${x} >= ${value}::numeric`),
  between: row("number", "is between", range, (sql, x, { from, to }) => sql`${x} between ${from}::numeric and ${to}::numeric`),

  includes: row("list", "includes", scalar, (sql, x, { value }) => sql`${x} @> ${json([value])}::jsonb`),

  before: row("date", "is before", day, (sql, x, { date }, { zone }) => sql`${x} < (${date}::timestamp at time zone ${zone})`),
  on: row(
    "date",
    "is on",
    day,
    (sql, x, { date }, { zone }) =>
      sql`${x} >= (${date}::timestamp at time zone ${zone}) and ${x} < ((${date}::timestamp + interval '1 day') at time zone ${zone})`,
  ),
  after: row(
    "date",
    "is after",
    day,
    (sql, x, { date }, { zone }) => sql`${x} >= ((${date}::timestamp + interval '1 day') at time zone ${zone})`,
  ),
  within_last: row(
    "date",
    "is in the last",
    span,
    (sql, x, last, { now }) => sql`${x} <= ${now} and ${x} > ${now} - ${length(sql, last)}`,
    (sql, x, last) => [x, sql`${x} + ${length(sql, last)}`],
  ),
  not_within_last: row(
    "date",
    "is not in the last",
    span,
    (sql, x, last, { now }) => sql`${x} is null or ${x} > ${now} or ${x} <= ${now} - ${length(sql, last)}`,
    (sql, x, last) => [x, sql`${x} + ${length(sql, last)}`],
  ),
  within_next: row(
    "date",
    "is in the next",
    span,
    (sql, x, next, { now }) => sql`${x} > ${now} and ${x} <= ${now} + ${length(sql, next)}`,
    (sql, x, next) => [sql`${x} - ${length(sql, next)}`, x],
  ),
};

export type ValueOperator = keyof typeof VALUE_OPERATORS;
export const VALUE_OPERATOR_NAMES = Object.keys(VALUE_OPERATORS) as ValueOperator[];

/** What an operator takes besides its name. */
export type OperandsOf<O extends ValueOperator> = {
  [K in keyof (typeof VALUE_OPERATORS)[O]["takes"]]: z.infer<(typeof VALUE_OPERATORS)[O]["takes"][K]>;
};

/** A row by name, for those who have a condition whose operator they do not know. */
export const valueOperator = (name: ValueOperator) => VALUE_OPERATORS[name] as unknown as Row<Record<string, z.ZodType>, object>;

/** What we know of every customer without being told, and which questions suit it. */
export const FIELDS = {
  email: { label: "Email address", of: ["any", "scalar", "text"] },
  first_seen: { label: "First seen", of: ["date"] },
  last_seen: { label: "Last seen", of: ["any", "date"] },
  created: { label: "Created", of: ["date"] },
} as const satisfies Record<string, { label: string; of: readonly Sort[] }>;

export type Field = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as Field[];
