import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { COUNTABLE, remembered } from "@/lib/remembered";
import { requireGrant, type Scope } from "@/lib/scope";
import type { Coverage, TraitValues } from "@/lib/traits/schema";

/** Up to this many customers everybody is asked; beyond it as many, evenly spread over the order in which they came. */
const LOOKED = 5_000;
const TOP = 10;

/**
 * How many customers have which traits. With many customers it looks at an even sample, each found by the primary key, so that it takes
 * some tens of milliseconds however many there are.
 */
export async function coverageOf(scope: Scope, keys: readonly string[]): Promise<Map<string, Coverage>> {
  requireGrant(scope, "customers:read");
  const isMuch = (all: Map<string, Coverage>) => [...all.values()].some(({ of }) => of > COUNTABLE);
  return (await remembered(scope, `coverage ${JSON.stringify(keys)}`, { find: () => coverage(scope, keys), isMuch })).value;
}

async function coverage(scope: Scope, keys: readonly string[]): Promise<Map<string, Coverage>> {
  const of = await countAll(scope);
  const { rows } = await scope.db.execute<{ key: string; n: number; looked: number }>(sql`
    with looked as materialized (${people(scope, of)}), asked as (select json_array_elements_text(${JSON.stringify(keys)}::json) as key)
    select key, (select count(*)::int from looked where traits ? key) as n, (select count(*)::int from looked) as looked from asked`);
  return new Map(rows.map(({ key, n, looked }) => [key, scaled(n, looked, of)]));
}

/** The values that most customers have, and how many different ones there are. */
export async function valuesOf(scope: Scope, key: string): Promise<TraitValues> {
  requireGrant(scope, "customers:read");
  const of = await countAll(scope);
  const { rows } = await scope.db.execute<{ value: unknown; n: number; looked: number; distinct: number }>(sql`
    with looked as materialized (${people(scope, of)}), counted as (
      select traits -> ${key}::text as value, count(*)::int as n from looked where traits ? ${key}::text group by 1
    )
    select value, n, (select sum(n)::int from counted) as looked, (select count(*)::int from counted) as distinct
    from counted order by n desc, value limit ${TOP}`);
  return {
    looked: rows[0]?.looked ?? 0,
    distinct: rows[0]?.distinct ?? 0,
    top: rows.map(({ value, n }) => ({ value, customers: n })),
  };
}

async function countAll({ db, projectId }: Scope): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from customers where project_id = ${projectId}`);
  return rows[0]?.n ?? 0;
}

function people({ projectId }: Scope, of: number): SQL {
  if (of <= LOOKED) return sql`select traits from customers where project_id = ${projectId}`;
  return sql`
    select found.traits
    from (select min(id) as first, max(id) as last from customers where project_id = ${projectId}) span,
      generate_series(0, ${LOOKED - 1}::int) as place,
      lateral (
        select traits from customers
        where project_id = ${projectId} and id >= span.first + ((span.last - span.first)::float8 * place / ${LOOKED - 1}::int)::bigint
        order by id limit 1
      ) found`;
}

const scaled = (n: number, looked: number, of: number): Coverage =>
  looked >= of ? { customers: n, of, estimated: false } : { customers: Math.round((n / looked) * of), of, estimated: true };
