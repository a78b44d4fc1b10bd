import "server-only";
import { and, asc, desc, eq, getTableColumns, gt, isNull, sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import { customerTags, type Tag, tags } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { likePattern } from "@/lib/paging/search";
import { requireGrant, type Scope } from "@/lib/scope";
import type { ChipTag, ListTags } from "@/lib/tags/schema";

/** How far the customers of a tag are counted. Beyond it a count says that there are more, which takes no longer. */
const MOST = 100_000;
/** As many tags as a person can choose from in a list. */
const OFFERED = 500;

export type CountedTag = Tag & { customers: number; orMore: boolean };

/** Tags by name, each with how many customers have it. */
export async function listTags(scope: Scope, { q, limit, cursor }: ListTags): Promise<Page<CountedTag>> {
  requireGrant(scope, "tags:read");
  const after = cursor ? String(decodeCursor(cursor)[0]) : undefined;
  const key = sql<string>`lower(${tags.name})`;
  const rows = await scope.db
    .select({ ...getTableColumns(tags), key })
    .from(tags)
    .where(
      and(existing(scope), q ? sql`${tags.name} ilike ${likePattern(q)}` : undefined, after === undefined ? undefined : gt(key, after)),
    )
    .orderBy(key)
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [row.key]);
  const listed = page.items.map(({ key: _, ...tag }) => tag);
  return { ...page, items: await counted(scope, listed) };
}

export async function getTag(scope: Scope, id: string): Promise<Tag> {
  requireGrant(scope, "tags:read");
  const [tag] = await scope.db.select().from(tags).where(theTag(scope, id));
  if (!tag) throw notFound("tag");
  return tag;
}

/** The same with how many customers have it. */
export const getCountedTag = async (scope: Scope, id: string): Promise<CountedTag> => (await counted(scope, [await getTag(scope, id)]))[0]!;

/** How many customers have a tag: nobody where it does not exist. */
export async function countTagged(scope: Scope, id: string): Promise<Pick<CountedTag, "customers" | "orMore">> {
  requireGrant(scope, "tags:read");
  const known = await scope.db.select().from(tags).where(theTag(scope, id));
  return (await counted(scope, known))[0] ?? { customers: 0, orMore: false };
}

/** A tag that is not deleted. */
export const theTag = (scope: Scope, id: string) => and(existing(scope), eq(tags.id, id));
export const existing = ({ projectId }: Scope) => and(eq(tags.projectId, projectId), isNull(tags.deletedAt));

async function counted({ db, projectId }: Scope, known: readonly Tag[]): Promise<CountedTag[]> {
  const { rows } = await db.execute<{ id: string; n: number }>(sql`
    select asked.id, (select count(*)::int from (select 1 from customer_tags c where c.project_id = ${projectId} and c.tag_id = asked.id
      limit ${MOST + 1}) counted) as n
    from unnest(${sql.param(known.map(({ id }) => uuidOf("tag", id)))}::uuid[]) as asked (id)`);
  const counts = new Map(rows.map(({ id, n }) => [publicId("tag", id), n]));
  return known.map((tag) => {
    const n = counts.get(tag.id) ?? 0;
    return { ...tag, customers: Math.min(n, MOST), orMore: n > MOST };
  });
}

/** Tags to choose from, by name. */
export async function offeredTags(scope: Scope): Promise<ChipTag[]> {
  requireGrant(scope, "tags:read");
  const { id, name, colour } = tags;
  return scope.db.select({ id, name, colour }).from(tags).where(existing(scope)).orderBy(sql`lower(${name})`).limit(OFFERED);
}

export type TagOf = ChipTag & { addedAt: Date };

/** The tags of customers (narrow ids), by name. */
export async function tagsOf(scope: Scope, customerIds: readonly number[]): Promise<Map<number, TagOf[]>> {
  requireGrant(scope, "tags:read");
  if (customerIds.length === 0) return new Map();
  const { customerId, addedAt, projectId } = customerTags;
  const rows = await scope.db
    .select({ customerId, id: tags.id, name: tags.name, colour: tags.colour, addedAt })
    .from(customerTags)
    .innerJoin(tags, and(eq(tags.projectId, projectId), eq(tags.id, customerTags.tagId), isNull(tags.deletedAt)))
    .where(and(eq(projectId, scope.projectId), sql`${customerId} = any(${`{${customerIds.join()}}`}::bigint[])`))
    .orderBy(asc(sql`lower(${tags.name})`));
  const byCustomer = new Map<number, TagOf[]>();
  for (const { customerId: id, ...tag } of rows) byCustomer.set(id, [...(byCustomer.get(id) ?? []), tag]);
  return byCustomer;
}

/** The narrow ids of a tag's customers, the newest first, one more than `limit`. */
export async function customersWithTag(scope: Scope, tagId: string, limit: number, before: number | null): Promise<number[]> {
  requireGrant(scope, "customers:read");
  const { customerId, projectId } = customerTags;
  const rows = await scope.db
    .select({ customerId })
    .from(customerTags)
    .where(and(eq(projectId, scope.projectId), eq(customerTags.tagId, tagId), before === null ? undefined : sql`${customerId} < ${before}`))
    .orderBy(desc(customerId))
    .limit(limit + 1);
  return rows.map((row) => row.customerId);
}
