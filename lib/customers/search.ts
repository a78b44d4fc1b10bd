import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { customersByIds, type KnownCustomer } from "@/lib/customers/queries";
import { decodeCursor, encodeCursor, type Page } from "@/lib/paging/cursor";
import { prefixPattern } from "@/lib/paging/search";
import type { Scope } from "@/lib/scope";

type Paging = { limit: number; cursor?: string | undefined };

/** Ways to find a person by first letters: each is one range of one index, in the index's order. */
type Way = { from: SQL; id: SQL; key: SQL; where: SQL };
const FULL = sql.raw(`(left(lower(c.name), 100) collate "C")`);
const FAMILY = sql.raw(`(left(lower(c.family_name), 100) collate "C")`);

/**
 * People of whom an email, an id or a name begins with `text`, in the order of what begins so. It reads as many rows as it answers,
 * however many there are. Somebody found in several ways is listed where the first of them stands.
 */
export async function searchCustomers(scope: Scope, text: string, { limit, cursor }: Paging): Promise<Page<KnownCustomer>> {
  if (/^cus_\w{26}$/.test(text)) return { items: await byPublicId(scope, text), nextCursor: null };
  const after = cursor ? decodeCursor(cursor) : null;
  const ways = waysOf(scope, text).map((way) => theFirstOf(scope, way, text, limit, after));
  const { rows } = await scope.db.execute<{ id: number; key: string }>(
    sql`select id, key from (${sql.join(ways, sql` union `)}) found order by key, id limit ${limit + 1}`,
  );
  const found = rows.slice(0, limit);
  const last = found.at(-1);
  const items = await customersByIds(
    scope,
    found.map(({ id }) => Number(id)),
  );
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(last.key, Number(last.id)) : null };
}

async function byPublicId(scope: Scope, id: string): Promise<KnownCustomer[]> {
  const { rows } = await scope.db.execute<{ id: number }>(
    sql`select id from customers where project_id = ${scope.projectId} and public_id = ${uuidOf("customer", id)}`,
  );
  return customersByIds(
    scope,
    rows.map(({ id }) => Number(id)),
  );
}

function waysOf({ projectId }: Scope, text: string): Way[] {
  const names = (key: SQL): Way => ({
    from: sql`customers c`,
    id: sql`c.id`,
    key,
    where: sql`c.project_id = ${projectId} and ${key} like ${begins(text)}`,
  });
  const identities = (kind: SQL, pattern: string): Way => ({
    from: sql`customer_identities i`,
    id: sql`i.customer_id`,
    key: sql`i.value`,
    where: sql`i.project_id = ${projectId} and i.kind = ${kind} and i.value like ${pattern}`,
  });
  return [
    identities(sql`'email'`, begins(text)),
    identities(sql`'user_id'`, prefixPattern(text)),
    identities(sql`'anonymous_id'`, prefixPattern(text)),
    names(FULL),
    names(FAMILY),
  ];
}

const begins = (text: string) => prefixPattern(text.toLowerCase());

function theFirstOf(scope: Scope, { from, id, key, where }: Way, text: string, limit: number, after: (string | number)[] | null): SQL {
  const on = after ? sql`and (${key}, ${id}) > (${String(after[0])} collate "C", ${Number(after[1])}::bigint)` : sql``;
  return sql`(select ${id} as id, ${key} as key from ${from} where ${where} ${on} and not ${isFoundBefore(scope, id, key, text)}
    order by ${key}, ${id} limit ${limit + 1})`;
}

/** Whether the same person is found by something that comes earlier. */
const isFoundBefore = ({ projectId }: Scope, id: SQL, key: SQL, text: string): SQL => sql`(exists (
    select 1 from customer_identities n where n.project_id = ${projectId} and n.customer_id = ${id} and n.value < ${key}
      and n.value like case n.kind when 'email' then ${begins(text)} else ${prefixPattern(text)} end)
  or exists (select 1 from customers n where n.project_id = ${projectId} and n.id = ${id} and (
      left(lower(n.name), 100) collate "C" < ${key} and left(lower(n.name), 100) like ${begins(text)}
      or left(lower(n.family_name), 100) collate "C" < ${key} and left(lower(n.family_name), 100) like ${begins(text)})))`;
