import "server-only";
import { and, eq, getTableColumns, not, sql } from "drizzle-orm";
import { type Customer, customerIdentities, customers } from "@/db/schema";
import type { ListedCustomer } from "@/lib/customers/schema";
import { notFound } from "@/lib/errors";
import { requireGrant, type Scope } from "@/lib/scope";

/** The user id by which a sender knows them. Somebody with several goes by the one that was told first. */
export const userIdOf = sql<string | null>`(select value from customer_identities i where i.project_id = customers.project_id
  and i.customer_id = customers.id and i.kind = 'user_id' order by i.claimed_at, i.value limit 1)`; // drizzle would drop "customers." here

/** What is read of a customer. */
export const COLUMNS = { ...getTableColumns(customers), userId: userIdOf };
export type KnownCustomer = Customer & { userId: string | null };

/** Customers by their narrow ids, in the order of the ids. */
export async function customersByIds({ db, projectId }: Scope, ids: readonly number[]): Promise<KnownCustomer[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select(COLUMNS)
    .from(customers)
    .where(and(eq(customers.projectId, projectId), not(customers.isErased), sql`${customers.id} = any(${`{${ids.join()}}`}::bigint[])`));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const BY_USER_ID = "user_id:";

/** One customer, by our id or by the user id of whoever tells us about them. */
export async function getCustomer(scope: Scope, ref: string): Promise<KnownCustomer> {
  requireGrant(scope, "customers:read");
  const { db, projectId } = scope;
  const [customer] = await db
    .select(COLUMNS)
    .from(customers)
    .where(
      and(
        eq(customers.projectId, projectId),
        not(customers.isErased),
        ref.startsWith(BY_USER_ID) ? hasUserId(projectId, ref.slice(BY_USER_ID.length)) : eq(customers.publicId, ref),
      ),
    );
  if (!customer) throw notFound("customer");
  return customer;
}

/** The identity is found first, by a constant: one that followed each customer's row would read them all. */
const hasUserId = (projectId: number, value: string) => sql`${customers.id} = (select customer_id from ${customerIdentities} i
  where i.project_id = ${projectId} and i.kind = 'user_id' and i.value = ${value})`;

export const listed = ({ publicId, name, email, userId, lastSeenAt, createdAt }: KnownCustomer): ListedCustomer => ({
  id: publicId,
  name,
  email,
  userId,
  lastSeenAt,
  createdAt,
});
