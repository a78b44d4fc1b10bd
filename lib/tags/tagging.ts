import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { customerTags, tags } from "@/db/schema";
import { record } from "@/lib/audit/record";
import type { Name } from "@/lib/customers/claims";
import { getCustomer } from "@/lib/customers/queries";
import { accepted, nameOf, type Who, whoOf } from "@/lib/customers/telling";
import { notFound } from "@/lib/errors";
import type { Source } from "@/lib/events/schema";
import { recordCallsWithin } from "@/lib/ingest/record";
import { type Actor, inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { existing, getTag, tagsOf } from "@/lib/tags/queries";
import { shownTagOf } from "@/lib/tags/shown";

/** Which tag: by id, or by name, and then it is made if it is missing. */
export type WhichTag = { tagId: string } | { name: string };
export type TagOne = { customerId: number } & WhichTag;
/** `changed` is false where it was so already. */
export type Tagged = { name: string; changed: boolean };

/**
 * Puts a tag on a customer (`customerId` is the narrow id), told under the best of their names, at the time of the scope's clock:
 *
 *     tagCustomer(scope, { customerId: run.customerId, tagId: step.tagId })   // or { customerId, name: "VIP" }
 *
 * For a person's hand, programs and automations alike. Doing it twice changes nothing. Segments and automations that listen follow.
 * Throws NOT_FOUND where the tag of that id is gone, CONFLICT where the customer has become one with somebody else.
 */
export const tagCustomer = (scope: Scope, which: TagOne): Promise<Tagged> => setTag(scope, which, true);

/** Takes a tag off a customer; the rest is as with `tagCustomer`. */
export const untagCustomer = (scope: Scope, which: TagOne): Promise<Tagged> => setTag(scope, which, false);

async function setTag(scope: Scope, { customerId, ...which }: TagOne, on: boolean): Promise<Tagged> {
  requireGrant(scope, "customers:write");
  return inTransaction(scope, async (tx) => {
    const name = await nameOfTag(tx, which);
    const had = await hasTag(tx, customerId, name);
    if (!on && had === null) return { name, changed: false };
    const call = { type: "tag", tag: name, on, passive: true, ...(await nameOf(tx, customerId)) } as const;
    accepted((await recordCallsWithin(tx, [call], { source: sourceOf(tx.actor) }))[0]);
    return { name, changed: (had ?? false) !== on };
  });
}

/** The same for customers by their public ids, by a person who looks at them: the change and who made it are one. */
export async function tagByHand(
  scope: Scope,
  { customers, name, on }: { customers: readonly string[]; name: string; on: boolean },
): Promise<void> {
  requireGrant(scope, "customers:write");
  await inTransaction(scope, async (tx) => {
    const ids = [...new Set(customers)];
    const calls = (await bestNames(tx, ids)).map((who) => ({ type: "tag", tag: name, on, passive: true, ...who }) as const);
    if (calls.length < ids.length) throw notFound("customer");
    for (const outcome of await recordCallsWithin(tx, calls, { source: sourceOf(tx.actor) })) accepted(outcome);
    for (const id of ids) await record(tx, on ? "customer.tag" : "customer.untag", id, { after: { tag: name } });
  });
}

/** The best name of each of these customers. */
async function bestNames({ db, projectId }: Scope, publicIds: readonly string[]): Promise<Who[]> {
  const { rows } = await db.execute<Name>(sql`
    select distinct on (c.id) i.kind, i.value
    from customers c join customer_identities i on i.project_id = c.project_id and i.customer_id = c.id
    where c.project_id = ${projectId} and c.public_id = any(${sql.param(publicIds.map((id) => uuidOf("customer", id)))}::uuid[])
    order by c.id, i.kind, i.claimed_at, i.value`);
  return rows.map(whoOf);
}

async function nameOfTag(tx: Scope, which: WhichTag): Promise<string> {
  if ("name" in which) return which.name;
  return (await getTag(tx, which.tagId)).name;
}

/** Null where there is no such tag. */
async function hasTag(scope: Scope, customerId: number, name: string): Promise<boolean | null> {
  const theirs = and(eq(customerTags.projectId, tags.projectId), eq(customerTags.tagId, tags.id), eq(customerTags.customerId, customerId));
  const [row] = await scope.db
    .select({ has: sql<boolean>`${customerTags.customerId} is not null` })
    .from(tags)
    .leftJoin(customerTags, theirs)
    .where(and(existing(scope), sql`lower(${tags.name}) = lower(${name})`));
  return row?.has ?? null;
}

/** By whose word: a person's, a program's, or the product's own. */
const sourceOf = ({ type }: Actor): Source => (type === "user" ? "hand" : type === "apiKey" ? "api" : "product");

/** The tags of a customer as the API shows them. */
export async function tagsOfCustomer(scope: Scope, ref: string) {
  const { id } = await getCustomer(scope, ref);
  return ((await tagsOf(scope, [id])).get(id) ?? []).map(shownTagOf);
}

/** What a program says of one customer's tag; answers all of theirs. */
export async function changeTag(scope: Scope, ref: string, name: string, on: boolean) {
  requireGrant(scope, "customers:write");
  const { id } = await getCustomer(scope, ref);
  await setTag(scope, { customerId: id, name }, on);
  return tagsOfCustomer(scope, ref);
}
