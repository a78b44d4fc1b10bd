import "server-only";
import { sql } from "drizzle-orm";
import { type customerMerges, customers } from "@/db/schema";
import { uuidOf } from "@/db/ids";
import { keyOf, type Name, type NameKey } from "@/lib/customers/claims";
import { mergeCustomers, moveNames } from "@/lib/customers/moving";
import { type KnownName, knownNames, namesOfCustomer } from "@/lib/customers/names";
import { unhang } from "@/lib/customers/names-by-hand";
import type { Scope } from "@/lib/scope";

type Merge = typeof customerMerges.$inferSelect;
type Pair = { a: string; b: string };

/**
 * Parts who was joined by this merge, if nothing else holds them together, and answers the customers that changed. The caller has the
 * project's identities for itself, and has marked the merge as undone.
 */
export async function partedFrom(tx: Scope, merge: Merge): Promise<number[]> {
  const stays = { kind: merge.kind, value: merge.value };
  const joined = { kind: merge.joinedKind, value: merge.joinedValue };
  const freed = await unhang(tx, stays, joined);
  const names = await namesOfCustomer(tx, merge.customerId);
  const together = connected(names, await pairsOf(tx, merge.customerId), joined);
  const isParted = !together.has(keyOf(stays));
  if (isParted)
    await restore(
      tx,
      merge,
      names.filter(({ name }) => together.has(keyOf(name))),
    );
  const changed = isParted ? [merge.customerId, merge.joinedId] : [merge.customerId];
  const way = freed && (await goToClaimant(tx, freed));
  return way ? [...new Set([...changed.filter((id) => id !== way.from), way.to])] : changed;
}

/** The names that hang together with this one: by what they belong to, by alias, and by merges of user ids. */
function connected(names: readonly KnownName[], pairs: readonly Pair[], from: Name): Set<NameKey> {
  const beside = new Map<NameKey, NameKey[]>(names.map(({ name }) => [keyOf(name), []]));
  const join = (a: NameKey, b: NameKey) => {
    if (!beside.has(a) || !beside.has(b)) return;
    beside.get(a)!.push(b);
    beside.get(b)!.push(a);
  };
  for (const { name, claim, byHand } of names) {
    const above = byHand ?? claim.claimant;
    if (above) join(keyOf(name), keyOf(above));
  }
  for (const { a, b } of pairs) join(keyOf({ kind: "user_id", value: a }), keyOf({ kind: "user_id", value: b }));
  const reached = new Set([keyOf(from)]);
  for (const key of reached) for (const next of beside.get(key) ?? []) reached.add(next);
  return reached;
}

/** User ids of a customer that are one person: told so by a sender, or by somebody's hand. */
async function pairsOf({ db, projectId }: Scope, customerId: number): Promise<Pair[]> {
  const mine = sql`(select value from customer_identities where project_id = ${projectId} and customer_id = ${customerId} and kind = 'user_id')`;
  const { rows } = await db.execute<Pair>(sql`
    select previous_id as a, user_id as b from identity_aliases where project_id = ${projectId} and previous_id in ${mine}
    union select value, joined_value from customer_merges
    where project_id = ${projectId} and customer_id = ${customerId} and undone_at is null and kind = 'user_id' and joined_kind = 'user_id'`);
  return rows;
}

/** Makes the customer anew that a merge took away, and gives them their names, what came under those, and their history of before. */
async function restore(tx: Scope, merge: Merge, names: readonly KnownName[]): Promise<void> {
  const { projectId, db } = tx;
  const { customerId: from, joinedId: to } = merge;
  const at = merge.joinedCreatedAt.toISOString();
  const publicUuid = uuidOf("customer", merge.joinedPublicId);
  await db.execute(sql`insert into ${customers} (project_id, id, public_id, first_seen_at, created_at, updated_at) overriding system value
    values (${projectId}, ${to}, ${publicUuid}, ${at}::timestamptz, ${at}::timestamptz, ${tx.clock.now().toISOString()}::timestamptz)`);
  await moveNames(
    tx,
    names.map(({ name }) => ({ name, from, to })),
  );
  const suffix = ` of ${publicUuid}`;
  for (const [table, key] of KEYED) {
    const own = key ? sql`, ${sql.identifier(key)} = regexp_replace(${sql.identifier(key)}, ${`${suffix}$`}, '')` : sql``;
    await db.execute(sql`update ${sql.identifier(table)} set customer_id = ${to} ${own}
      where project_id = ${projectId} and customer_id = ${from} and id = any(${`{${merge.moved[table].join()}}`}::uuid[])`);
  }
}

/** The tables whose rows go back, each with the key that a merge may have made longer. */
const KEYED = [
  ["messages", "place"],
  ["automation_runs", "entry_key"],
  ["segment_changes", null],
  ["tag_changes", null],
] as const;

/** A name that was held by hand and is claimed by somebody else goes to them, with whoever it is now. */
async function goToClaimant(tx: Scope, freed: Name): Promise<{ from: number; to: number } | null> {
  const own = (await knownNames(tx, [freed])).get(keyOf(freed))!;
  const { claimant } = own.claim;
  const above = claimant && (await knownNames(tx, [claimant])).get(keyOf(claimant));
  if (!above || above.customerId === own.customerId) return null;
  const way = { from: own.customerId, to: above.customerId };
  await mergeCustomers(tx, [way]);
  return way;
}
