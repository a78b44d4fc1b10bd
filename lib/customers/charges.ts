import "server-only";
import { sql } from "drizzle-orm";
import { millis } from "@/lib/customers/names";
import type { ChargeSummary } from "@/lib/customers/schema";
import { EVENT_KINDS, RESERVED_NAMES } from "@/lib/events/schema";
import { requireGrant, type Scope } from "@/lib/scope";

type Row = { currency: string; count: number; refunds: number; sum: string; first: number; last: number; firstAt: number; lastAt: number };

const KIND = EVENT_KINDS.indexOf("charge");

/**
 * What somebody paid, by currency, the largest number of charges first. Amounts are in the currency's smallest unit and are never
 * converted. Refunds lower the sum and are counted by themselves; the average is the sum by the number of charges.
 */
export async function chargesOf(scope: Scope, customerId: number): Promise<ChargeSummary[]> {
  requireGrant(scope, "customers:read");
  const { db, projectId } = scope;
  const { rows } = await db.execute<Row>(sql`
    with charges as (
      select coalesce(properties ->> 'currency', (select currency from projects where id = ${projectId})) as currency,
        (properties ->> 'amount')::numeric as amount, occurred_at as at, id
      from events where project_id = ${projectId} and customer_id = ${customerId} and name = ${RESERVED_NAMES.charge} and kind = ${KIND}
    )
    select currency, (count(*) filter (where amount >= 0))::int as count, (count(*) filter (where amount < 0))::int as refunds, sum(amount) as sum,
      ((array_agg(amount order by at, id))[1])::float8 as first, ((array_agg(amount order by at desc, id desc))[1])::float8 as last,
      ${millis("min(at)")} as "firstAt", ${millis("max(at)")} as "lastAt"
    from charges group by currency order by count(*) desc, currency`);
  return rows.map(({ first, last, firstAt, lastAt, sum, ...row }) => ({
    ...row,
    sum: Number(sum),
    average: row.count === 0 ? null : Math.round(Number(sum) / row.count),
    first: { amount: first, at: new Date(firstAt) },
    last: { amount: last, at: new Date(lastAt) },
  }));
}
