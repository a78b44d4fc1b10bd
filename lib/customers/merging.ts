import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { customerMerges, identityConflicts } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { followConflicts } from "@/lib/customers/conflicts";
import { identitiesAlone } from "@/lib/customers/lock";
import { mergeCustomers } from "@/lib/customers/moving";
import { hang, rootNameOf } from "@/lib/customers/names-by-hand";
import { partedFrom } from "@/lib/customers/parting";
import { sumUpCustomers } from "@/lib/customers/profiles";
import { customersByIds, getCustomer, type KnownCustomer } from "@/lib/customers/queries";
import type { MergeCustomers, Merged, MovedRows, Parted, UndoMerge } from "@/lib/customers/schema";
import { AppError, notFound } from "@/lib/errors";
import { promiseQuietRefresh } from "@/lib/ingest/follow-ups";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { sumUpTags } from "@/lib/tags/marks";

/**
 * Makes one customer of two, because somebody says that they are one person. The one named first stays; the other's names, events, messages
 * and places in automations become theirs. It is kept as a fact beside what senders claim: calls that come later respect it, and taking it
 * back leaves what there would be without it.
 */
export async function mergeByHand(scope: Scope, { id, customer: other }: MergeCustomers): Promise<Merged> {
  requireGrant(scope, "customers:write");
  return inTransaction(scope, async (tx) => {
    await tx.db.execute(sql`select ${identitiesAlone(tx)}`);
    const [stays, joins] = [await getCustomer(tx, id), await getCustomer(tx, other)];
    if (stays.id === joins.id) throw new AppError("CONFLICT", "They are one customer already.");
    const [name, joined] = [await rootNameOf(tx, stays.id), await rootNameOf(tx, joins.id)];
    const [merge] = await tx.db
      .insert(customerMerges)
      .values({
        ...name,
        projectId: tx.projectId,
        customerId: stays.id,
        joinedKind: joined.kind,
        joinedValue: joined.value,
        joinedId: joins.id,
        joinedPublicId: joins.publicId,
        joinedCreatedAt: joins.createdAt,
        moved: await rowsOf(tx, joins),
        createdAt: tx.clock.now(),
      })
      .returning({ id: customerMerges.id });
    await hang(tx, joined, name);
    await mergeCustomers(tx, [{ from: joins.id, to: stays.id }]);
    await settle(tx, [stays.id]);
    await record(tx, "customer.merge", stays.publicId, { before: { joined: joins.publicId }, after: { merge: merge!.id, name, joined } });
    return { id: merge!.id, customer_id: stays.publicId };
  });
}

/** Takes a merge back: whoever joined by it is a customer again, under their old id, with their names and what came under them. */
export async function undoMerge(scope: Scope, { merge: id }: UndoMerge): Promise<Parted> {
  requireGrant(scope, "customers:write");
  return inTransaction(scope, async (tx) => {
    await tx.db.execute(sql`select ${identitiesAlone(tx)}`);
    const [merge] = await tx.db
      .update(customerMerges)
      .set({ undoneAt: tx.clock.now() })
      .where(and(eq(customerMerges.projectId, tx.projectId), eq(customerMerges.id, id), isNull(customerMerges.undoneAt)))
      .returning();
    if (!merge) throw notFound("merge");
    const [stayed] = await customersByIds(tx, [merge.customerId]);
    const touched = await partedFrom(tx, merge);
    await settle(tx, touched);
    const parted = { customer_id: stayed!.publicId, parted_id: touched.includes(merge.joinedId) ? merge.joinedPublicId : null };
    await record(tx, "customer.part", parted.customer_id, { before: { merge: id }, after: parted });
    return parted;
  });
}

/** Decides that two who claim one name are two people. It stays so, however often they claim it. */
export async function keepApart(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "customers:write");
  return inTransaction(scope, async (tx) => {
    const { kind, value, claimantKind, claimantValue, projectId, resolvedAt } = identityConflicts;
    const [conflict] = await tx.db
      .update(identityConflicts)
      .set({ resolvedAt: tx.clock.now() })
      .where(and(eq(projectId, tx.projectId), eq(identityConflicts.id, id), isNull(resolvedAt)))
      .returning({ kind, value, claimantKind, claimantValue });
    if (!conflict) throw notFound("conflict");
    await record(tx, "conflict.resolve", id, { after: { ...conflict, decided: "two people" } });
  });
}

/** What follows wherever names came or went by hand. It is no news of anybody, so it starts nothing. */
async function settle(tx: Scope, customerIds: readonly number[]) {
  await sumUpCustomers(tx, customerIds);
  await sumUpTags(tx, customerIds);
  await followConflicts(tx, customerIds);
  await promiseQuietRefresh(tx, customerIds);
}

async function rowsOf({ db, projectId }: Scope, { id }: KnownCustomer): Promise<MovedRows> {
  const ids = (table: keyof MovedRows) =>
    sql`array(select id from ${sql.identifier(table)} where project_id = ${projectId} and customer_id = ${id})`;
  const { rows } = await db.execute<MovedRows>(sql`
    select ${ids("messages")} as messages, ${ids("automation_runs")} as automation_runs,
      ${ids("segment_changes")} as segment_changes, ${ids("tag_changes")} as tag_changes`);
  return rows[0]!;
}
