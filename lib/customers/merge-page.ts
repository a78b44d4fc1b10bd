import "server-only";
import { sql } from "drizzle-orm";
import { listCustomers } from "@/lib/customers/list";
import { identitiesOf } from "@/lib/customers/profile";
import { getCustomer, type KnownCustomer, listed } from "@/lib/customers/queries";
import type { MergeQuery, ShownMergePage, ShownSide } from "@/lib/customers/schema";
import { may, type Scope } from "@/lib/scope";

const FOUND = 20;

/** All that the page shows on which two customers are merged: both of them, or this one and whom the search finds. */
export async function mergePage(scope: Scope, ref: string, { with: other, q }: MergeQuery): Promise<ShownMergePage> {
  const customer = await getCustomer(scope, ref);
  const theOther = other === undefined ? null : await getCustomer(scope, other);
  const found = theOther || !q ? [] : (await listCustomers(scope, { q, limit: FOUND })).items;
  return {
    customer: await sideOf(scope, customer),
    other: theOther && theOther.id !== customer.id ? await sideOf(scope, theOther) : null,
    found: found.filter(({ id }) => id !== customer.id).map(listed),
    mayEdit: may(scope.actor, "customers:write"),
    now: scope.clock.now(),
  };
}

const MOST = 10_000;

async function sideOf(scope: Scope, customer: KnownCustomer): Promise<ShownSide> {
  const { db, projectId } = scope;
  const count = (table: string) => sql`(select count(*)::int from (select 1 from ${sql.identifier(table)}
    where project_id = ${projectId} and customer_id = ${customer.id} limit ${MOST}) counted)`;
  const [identities, { rows }] = await Promise.all([
    identitiesOf(scope, customer.id),
    db.execute<{ events: number; messages: number; runs: number }>(
      sql`select ${count("events")} as events, ${count("messages")} as messages, ${count("automation_runs")} as runs`,
    ),
  ]);
  return { ...listed(customer), identities, ...rows[0]! };
}
