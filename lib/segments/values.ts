import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import type { Field, Moment, Sort } from "@/lib/segments/operators/schema";

/**
 * What rules need to know of a customer's traits and fields, gathered while they are compiled: each value is read once per customer,
 * however many rules ask for it.
 */
export class CustomerValues {
  readonly #values = new Map<string, { column: SQL; value: SQL }>();

  constructor(private readonly moment: Moment) {}

  trait = (sort: Sort, trait: string): SQL => this.#column(`${sort} trait ${trait}`, () => traitAs(sort, trait, this.moment));
  field = (sort: Sort, field: Field): SQL => this.#column(`${sort} field ${field}`, () => fieldAs(sort, field));

  /** The join that brings the values to `customers`. Its OFFSET keeps Postgres from writing each value into every place that uses it. */
  joins(): SQL {
    if (this.#values.size === 0) return sql``;
    const columns = [...this.#values.values()].map(({ column, value }) => sql`${value} as ${column}`);
    return sql`cross join lateral (select ${sql.join(columns, sql`, `)} offset 0) as known`;
  }

  #column(key: string, value: () => SQL): SQL {
    const known = this.#values.get(key) ?? { column: sql.raw(`v${this.#values.size}`), value: value() };
    this.#values.set(key, known);
    return sql`known.${known.column}`;
  }
}

// Each reader is a CASE and never an AND: Postgres may evaluate an AND in either order, and a cast of the wrong type throws.

const traitAs = (sort: Sort, trait: string, moment: Moment): SQL => valueAs(sort, sql`${customers.traits}`, trait, moment);

/** What a JSON object has under a key, as the asked sort; null when it is missing, JSON null, or of another type. */
export function valueAs(sort: Sort, object: SQL, key: string, moment: Moment): SQL {
  const value = sql`(${object} -> ${key}::text)`;
  const text = sql`(${object} ->> ${key}::text)`;
  const ofType = (type: string, then: SQL) => sql`case when jsonb_typeof${value} = ${sql.raw(`'${type}'`)} then ${then} end`;
  switch (sort) {
    case "any":
    case "scalar":
      return sql`nullif(${value}, 'null'::jsonb)`;
    case "text":
      return ofType("string", text);
    case "number":
      return ofType("number", sql`${value}::numeric`);
    case "list":
      return ofType("array", value);
    case "date":
      return sql`case jsonb_typeof${value} when 'string' then ${textAsInstant(text, moment)} when 'number' then ${numberAsInstant(sql`${value}::numeric`)} end`;
  }
}

const FIELD_COLUMNS = {
  email: customers.email,
  first_seen: customers.firstSeenAt,
  last_seen: customers.lastSeenAt,
  created: customers.createdAt,
};

/** A field's value as the asked sort. The schema has seen to it that the sort suits the field. */
const fieldAs = (sort: Sort, field: Field): SQL =>
  sort === "scalar" ? sql`to_jsonb(${FIELD_COLUMNS[field]})` : sql`${FIELD_COLUMNS[field]}`;

// Written out so that nothing which matches can fail to be cast: months have their lengths, and only leap years a 29th of February.
const LEAP_DAY = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29";
const OTHER_DAY = "[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))";
const DAY = `(?!0000)(${OTHER_DAY}|${LEAP_DAY})`;
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?";
const LOCAL = `^${DAY}([T ]${TIME})?$`;
const ANYWHERE = `^${DAY}[T ]${TIME}(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])$`;

/** ISO 8601 text. Without an offset it is a local time in the project's zone. */
const textAsInstant = (text: SQL, { zone }: Moment): SQL =>
  sql`case when ${text} ~ ${ANYWHERE}::text then ${text}::timestamptz when ${text} ~ ${LOCAL}::text then ${text}::timestamp at time zone ${zone} end`;

/** UNIX time: seconds, or milliseconds from 100,000,000,000 on (as seconds that would be the year 5138). */
const numberAsInstant = (n: SQL) => sql`case when ${n} between -62000000000 and 99999999999 then to_timestamp(${n}::float8)
    when ${n} between 100000000000 and 250000000000000 then to_timestamp(${n}::float8 / 1000) end`;
