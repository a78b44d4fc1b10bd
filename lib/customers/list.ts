import "server-only";
import { and, desc, eq, lt, not, or, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import { COLUMNS, customersByIds, type KnownCustomer } from "@/lib/customers/queries";
import type { ListCustomers } from "@/lib/customers/schema";
import { searchCustomers } from "@/lib/customers/search";
import { AppError } from "@/lib/errors";
import { decodeCursor, type Page, pageOf, unknownCursor } from "@/lib/paging/cursor";
import { COUNTABLE, remembered } from "@/lib/remembered";
import { requireGrant, type Scope } from "@/lib/scope";
import { customersWithTag } from "@/lib/tags/queries";

type Paging = Pick<ListCustomers, "limit" | "cursor">;

/** A project's customers, the newest first; with `q` those found by what it begins with, in the order of that; with `tag` those who have it. */
export async function listCustomers(scope: Scope, { q, tag, limit, cursor }: ListCustomers): Promise<Page<KnownCustomer>> {
  requireGrant(scope, "customers:read");
  const text = q?.trim();
  if (text && tag) throw new AppError("INVALID_INPUT", "Ask by q or by tag, not by both.", { tag: ["Leave out q or tag."] });
  if (tag) return taggedCustomers(scope, tag, { limit, cursor });
  return text ? searchCustomers(scope, text, { limit, cursor }) : newestCustomers(scope, { limit, cursor });
}

async function newestCustomers({ db, projectId }: Scope, { limit, cursor }: Paging): Promise<Page<KnownCustomer>> {
  const [at, id] = cursor ? decodeCursor(cursor).map(Number) : [];
  const before = at === undefined || id === undefined ? undefined : olderThan(new Date(at), id);
  const rows = await db
    .select(COLUMNS)
    .from(customers)
    .where(and(eq(customers.projectId, projectId), not(customers.isErased), before))
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => [row.createdAt.getTime(), row.id]);
}

/** Who has a tag, the newest first. */
async function taggedCustomers(scope: Scope, tag: string, { limit, cursor }: Paging): Promise<Page<KnownCustomer>> {
  const [before] = cursor ? decodeCursor(cursor) : [];
  if (before !== undefined && !Number.isSafeInteger(before)) throw unknownCursor();
  const ids = await customersWithTag(scope, tag, limit, before === undefined ? null : Number(before));
  return pageOf(await customersByIds(scope, ids), limit, ({ id }) => [id]);
}

const olderThan = (at: Date, id: number) => or(lt(customers.createdAt, at), and(eq(customers.createdAt, at), lt(customers.id, id)));

/** How many customers a project has. Beyond 100,000 it says that there are more, which takes no longer. */
export async function countCustomers(scope: Scope): Promise<{ count: number; orMore: boolean }> {
  requireGrant(scope, "customers:read");
  const find = async () => {
    const { rows } = await scope.db.execute<{ n: number }>(
      sql`select count(*)::int as n from (select 1 from ${customers} where project_id = ${scope.projectId} and not is_erased limit ${COUNTABLE + 1}) counted`,
    );
    return rows[0]?.n ?? 0;
  };
  const { value } = await remembered(scope, "customers", { find, isMuch: (count) => count > COUNTABLE });
  return { count: Math.min(value, COUNTABLE), orMore: value > COUNTABLE };
}
