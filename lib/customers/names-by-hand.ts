import "server-only";
import { sql } from "drizzle-orm";
import type { Name } from "@/lib/customers/claims";
import { IDENTITY_KINDS, type IdentityKind, UNCLAIMED } from "@/lib/customers/schema";
import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";

/** The name on which all others of a customer hang: their user id told first, or the one name that belongs to no other. */
export async function rootNameOf({ db, projectId }: Scope, customerId: number): Promise<Name> {
  const { rows } = await db.execute<{ kind: IdentityKind; value: string }>(sql`
    select kind, value from customer_identities
    where project_id = ${projectId} and customer_id = ${customerId} and standing = ${UNCLAIMED} and hand_kind is null
    order by kind, claimed_at, value limit 1`);
  if (!rows[0]) throw new AppError("CONFLICT", "This customer has no name any more. Load the page again.");
  return rows[0];
}

/**
 * Hangs one of two root names under the other: the weaker under the stronger, of two alike the one that joins. User ids hang under nothing,
 * so that two of them are held together by their merge alone.
 */
export async function hang({ db, projectId }: Scope, joined: Name, name: Name): Promise<void> {
  if (joined.kind === "user_id" && name.kind === "user_id") return;
  const [under, above] = rank(joined) < rank(name) ? [name, joined] : [joined, name];
  await db.execute(sql`update customer_identities set hand_kind = ${above.kind}, hand_value = ${above.value}
    where project_id = ${projectId} and kind = ${under.kind} and value = ${under.value}`);
}

const rank = ({ kind }: Name) => IDENTITY_KINDS.indexOf(kind);

/** Takes back what `hang` did, and answers the name that hung under the other; null for two user ids. */
export async function unhang({ db, projectId }: Scope, a: Name, b: Name): Promise<Name | null> {
  const { rows } = await db.execute<{ kind: IdentityKind; value: string }>(sql`
    update customer_identities set hand_kind = null, hand_value = null where project_id = ${projectId} and (
      (kind, value, hand_kind, hand_value) = (${a.kind}, ${a.value}, ${b.kind}, ${b.value}) or
      (kind, value, hand_kind, hand_value) = (${b.kind}, ${b.value}, ${a.kind}, ${a.value}))
    returning kind, value`);
  return rows[0] ?? null;
}
