import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { customers } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { keepErased } from "@/lib/customers/erased";
import { forgetHistory, forgetNames, type Leaver } from "@/lib/customers/forgetting";
import { identitiesAlone } from "@/lib/customers/lock";
import { namesOfCustomer } from "@/lib/customers/names";
import { getCustomer } from "@/lib/customers/queries";
import { nameHasher } from "@/lib/keys/data-keys";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { withSegmentsLocked } from "@/lib/segments/lock";

/**
 * Erases somebody for good. Guarantee: with the first transaction they are no longer in anything that a person or a program sees, their ways
 * through automations have ended, and a keyed hash of each of their names is all that is left of these: whatever comes in under one of them
 * is refused, and no address of theirs is written to. Events go in parts; a job ends what is left of a long history. The letter of
 * a broadcast's batch that is with a provider stays with it until it is known what became of that.
 */
export async function eraseCustomer(scope: Scope, ref: string): Promise<string> {
  requireGrant(scope, "customers:delete");
  await nameHasher(scope.db); // a key that is first made within a transaction would be lost with it
  const { id, publicId } = await inTransaction(scope, async (tx) => {
    await tx.db.execute(sql`select ${identitiesAlone(tx)}`);
    const found = await getCustomer(tx, ref);
    const names = (await namesOfCustomer(tx, found.id)).map(({ name }) => name);
    await keepErased(tx, names);
    await withSegmentsLocked(tx, async (locked) => {
      const leaver = (await holdRow(locked, found.id))!;
      await forgetNames(locked, leaver, names);
      await forgetHistory(locked, leaver);
    });
    const now = tx.clock.now();
    const nobody = { email: null, emailHash: null, traits: {}, traitTimes: {}, lastSeenAt: null };
    await tx.db
      .update(customers)
      .set({ ...nobody, isErased: true, updatedAt: now })
      .where(theRow(tx, found.id));
    await record(tx, "customer.erased", found.publicId);
    await follow(tx, "customer/erased", { customerId: found.id });
    return found;
  });
  await eraseOn(scope, id);
  return publicId;
}

const theRow = ({ projectId }: Scope, id: number) => and(eq(customers.projectId, projectId), eq(customers.id, id));

/** Holds somebody who is erased: until the end of the transaction nothing else can begin to point at them. Undefined where they are gone. */
async function holdRow(tx: Scope, id: number): Promise<Leaver | undefined> {
  const [row] = await tx.db.select({ publicId: customers.publicId }).from(customers).where(theRow(tx, id)).for("update");
  return row && { id, uuid: uuidOf("customer", row.publicId) };
}

/** Events to a transaction, and transactions to a durable step. */
const BATCH = 2_000;
const BATCHES = 25;

/**
 * Deletes a part of the events of somebody who was erased, and with the last of them their row, and all that was written beside it while it
 * was there. Answers whether there may be more. Repeating it changes nothing.
 */
export async function eraseOn(scope: Scope, id: number): Promise<boolean> {
  requireGrant(scope, "customers:delete");
  for (let batch = 0; batch < BATCHES; batch++) {
    if ((await eraseEvents(scope, id)) > 0) continue;
    await eraseRow(scope, id);
    return false;
  }
  return true;
}

async function eraseEvents({ db, projectId }: Scope, id: number): Promise<number> {
  const { rows } = await db.execute(sql`
    delete from events where project_id = ${projectId} and ctid = any(array( -- by their places: a join planned for one row may meet thousands
      select ctid from events where project_id = ${projectId} and customer_id = ${id} limit ${BATCH} for update)) returning id`);
  return rows.length;
}

const eraseRow = (scope: Scope, id: number): Promise<void> =>
  withSegmentsLocked(scope, async (tx) => {
    const leaver = await holdRow(tx, id);
    if (!leaver) return;
    await forgetHistory(tx, leaver);
    await tx.db.delete(customers).where(theRow(tx, id));
  });
