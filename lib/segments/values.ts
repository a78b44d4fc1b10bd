import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import type { Field, Moment, Sort } from "@/lib/segments/operators/schema";

// Each reader is a CASE and never an AND: Postgres may evaluate an AND in either order, and a cast of the wrong type throws.

/** A trait's value as the asked sort; null when it is missing, JSON null, or of another type. */
export function traitAs(sort: Sort, trait: string, moment: Moment): SQL {
  const value = sql`(${customers.traits} -> ${trait}::text)`;
  const text = sql`(${customers.traits} ->> ${trait}::text)`;
  const when = (type: string, then: SQL) => sql`(case when jsonb_typeof${value} = ${sql.raw(`'${type}'`)} then ${then} end)`;
  switch (sort) {
    case "any":
    case "scalar":
      return sql`nullif${sql`(${value}, 'null'::jsonb)`}`;
    case "text":
      return when("string", text);
    case "number":
      return when("number", sql`${value}::numeric`);
    case "list":
      return when("array", value);
    case "date":
      return sql`(case jsonb_typeof${value} when 'string' then ${textAsInstant(text, moment)} when 'number' then ${numberAsInstant(sql`${value}::numeric`)} end)`;
  }
}

const FIELD_COLUMNS = { email: customers.email, first_seen: customers.firstSeenAt, last_seen: customers.lastSeenAt, created: customers.createdAt };

/** A field's value as the asked sort. The schema has seen to it that the sort suits the field. */
export const fieldAs = (sort: Sort, field: Field): SQL => (sort === "scalar" ? sql`to_jsonb(${FIELD_COLUMNS[field]})` : sql`${FIELD_COLUMNS[field]}`);

const DAY = "[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?";
const LOCAL = `^${DAY}([T ]${TIME})?$`;
const ANYWHERE = `^${DAY}[T ]${TIME}(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])$`;

/** ISO 8601 text. Without an offset it is a local time in the project's zone. The 30th of February is not a date. */
function textAsInstant(text: SQL, { zone }: Moment): SQL {
  const part = (from: number, length: number) => sql`substr(${text}, ${sql.raw(`${from}, ${length}`)})::int`;
  const lastOfMonth = sql`extract(day from make_date(${part(1, 4)}, ${part(6, 2)}, 1) + interval '1 month - 1 day')`;
  const real = (then: SQL) => sql`case when ${part(9, 2)} <= ${lastOfMonth} then ${then} end`;
  return sql`case when ${text} ~ ${LOCAL}::text then ${real(sql`${text}::timestamp at time zone ${zone}`)}
    when ${text} ~ ${ANYWHERE}::text then ${real(sql`${text}::timestamptz`)} end`;
}

/** UNIX time: seconds, or milliseconds from 100,000,000,000 on (as seconds that would be the year 5138). */
const numberAsInstant = (n: SQL) => sql`case when ${n} between -62000000000 and 99999999999 then to_timestamp(${n}::float8)
    when ${n} between 100000000000 and 250000000000000 then to_timestamp(${n}::float8 / 1000) end`;
