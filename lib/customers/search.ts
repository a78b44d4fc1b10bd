import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { customersByIds, type KnownCustomer } from "@/lib/customers/queries";
import { decodeCursor, encodeCursor, type Page } from "@/lib/paging/cursor";
import { prefixPattern } from "@/lib/paging/search";
import type { Scope } from "@/lib/scope";

/** `among` narrows whom to find: a condition on the id of a customer. */
type Asked = { limit: number; cursor?: string | undefined; among?: Among };
type Among = (id: SQL) => SQL;
const everybody: Among = () => sql`true`;

/** Ways to find a person by first letters: each is one range of one index, in the index's order. */
type Way = { from: SQL; id: SQL; key: SQL; where: SQL };
const FULL = sql.raw(`(left(lower(c.name), 100) collate "C")`);
const FAMILY = sql.raw(`(left(lower(c.family_name), 100) collate "C")`);

/** Readings to a page: who is found in several ways is skipped, and skipping must end. */
const ROUNDS = 4;

/**
 * People of whom an email, an id or a name begins with `text`, in the order of what begins so. Somebody found in several ways is listed
 * once, where the first of them stands. It reads a few pages of rows however many there are, so a page may be short of `limit` while
 * there is a next one.
 */
export async function searchCustomers(
  scope: Scope,
  text: string,
  { limit, cursor, among = everybody }: Asked,
): Promise<Page<KnownCustomer>> {
  if (/^cus_\w{26}$/.test(text)) return { items: await byPublicId(scope, text, among), nextCursor: null };
  const found: number[] = [];
  let place = cursor ? placeIn(cursor) : null;
  for (let round = 0; round < ROUNDS && found.length < limit; round++) {
    const rows = await candidates(scope, text, among, limit - found.length, place);
    const read = rows.slice(0, limit - found.length);
    found.push(...read.filter(({ isFirst }) => isFirst).map(({ id }) => id));
    place = rows.length > read.length ? (read.at(-1) ?? null) : null;
    if (!place) break;
  }
  return { items: await customersByIds(scope, found), nextCursor: place && encodeCursor(place.key, place.id) };
}

type Place = { key: string; id: number };
type Candidate = Place & { isFirst: boolean };

function placeIn(cursor: string): Place {
  const [key, id] = decodeCursor(cursor);
  return { key: String(key), id: Number(id) };
}

/** The next rows of all ways together, one more than asked, each with whether its person is found by nothing earlier. */
async function candidates(scope: Scope, text: string, among: Among, limit: number, after: Place | null): Promise<Candidate[]> {
  const ways = waysOf(scope, text).map((way) => theNextOf(way, among, limit, after));
  const { rows } = await scope.db.execute<{ id: number; key: string; first: boolean }>(sql`
    select id, key, not ${isFoundBefore(scope, sql`found.id`, sql`found.key`, text)} as first
    from (select id, key from (${sql.join(ways, sql` union `)}) all_ways order by key, id limit ${limit + 1}) found order by key, id`);
  return rows.map(({ id, key, first }) => ({ id: Number(id), key, isFirst: first }));
}

async function byPublicId(scope: Scope, text: string, among: Among): Promise<KnownCustomer[]> {
  const { rows } = await scope.db.execute<{ id: number }>(sql`
    select id from customers c where project_id = ${scope.projectId} and public_id = ${uuidOf("customer", text)} and ${among(sql`c.id`)}`);
  const ids = rows.map(({ id }) => Number(id));
  return customersByIds(scope, ids);
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

function theNextOf({ from, id, key, where }: Way, among: Among, limit: number, after: Place | null): SQL {
  const on = after ? sql`and (${key}, ${id}) > (${after.key} collate "C", ${after.id}::bigint)` : sql``;
  return sql`(select ${id} as id, ${key} as key from ${from} where ${where} and ${among(id)} ${on} order by ${key}, ${id} limit ${limit + 1})`;
}

/** Whether the same person is found by something that comes earlier. */
const isFoundBefore = ({ projectId }: Scope, id: SQL, key: SQL, text: string): SQL => sql`(exists (
    select 1 from customer_identities n where n.project_id = ${projectId} and n.customer_id = ${id} and n.value < ${key}
      and n.value like case n.kind when 'email' then ${begins(text)} else ${prefixPattern(text)} end)
  or exists (select 1 from customers n where n.project_id = ${projectId} and n.id = ${id} and (
      left(lower(n.name), 100) collate "C" < ${key} and left(lower(n.name), 100) like ${begins(text)}
      or left(lower(n.family_name), 100) collate "C" < ${key} and left(lower(n.family_name), 100) like ${begins(text)})))`;
