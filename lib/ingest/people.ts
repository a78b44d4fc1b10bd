import "server-only";
import { beats, isUnclaimed, keyOf, type NameKey } from "@/lib/customers/claims";
import { dropWonConflicts, followConflicts, keepLostClaims } from "@/lib/customers/conflicts";
import type { LostClaim } from "@/lib/customers/family";
import { mergeCustomers, moveNames } from "@/lib/customers/moving";
import { type KnownName, knownNames } from "@/lib/customers/names";
import { type Introduction, type Placement, place } from "@/lib/customers/placing";
import { type Addition, createCustomers, extendCustomers, later, sumUpCustomers } from "@/lib/customers/profiles";
import { type Additions, extendShares, writeClaims } from "@/lib/customers/shares";
import { add, tell } from "@/lib/customers/traits";
import { type Item, namesIn } from "@/lib/ingest/item";
import { type Newest, newestFacts } from "@/lib/ingest/newest";
import type { Scope } from "@/lib/scope";
import { sumUpTags } from "@/lib/tags/marks";

/** Thrown where a flush that shares the project's identities with others finds that it must have them for itself. */
export class NeedsIdentities extends Error {}

/** Whose each name is, and which customers changed in what: a trait with when its value was told. */
export type People = {
  known: ReadonlyMap<NameKey, KnownName>;
  customerOf: ReadonlyMap<NameKey, number>;
  created: readonly number[];
  renewed: Newest;
  told: Map<number, Map<string, number>>;
  seen: Newest;
};

/** Finds or makes the customers that calls are about, joins who turned out to be one, and adds what was told of them. */
export async function findPeople(tx: Scope, items: readonly Item[], isAlone: boolean): Promise<People> {
  const known = await knownNames(tx, namesIn(items));
  const introductions = items.map(({ introduction }) => introduction);
  const settled = settledAlready(introductions, known);
  if (!settled && !isAlone) throw new NeedsIdentities();
  const placement = settled ?? (await place(tx, introductions, known));
  const additions = additionsOf(items, known);
  const renewed = await rearrange(tx, placement, additions);
  const told = await extend(tx, placement, additions, new Set(renewed));
  await keepLostClaims(tx, placement.lost);
  const { customerOf, created } = placement;
  const newest = newestFacts(introductions, placement);
  const since = (ids: number[]) => new Map(ids.map((id) => [id, newest.get(id) ?? 0]));
  const seen = since([...additions.keys()].map((key) => customerOf.get(key)!));
  return { known, customerOf, created, renewed: since(renewed), told, seen };
}

/** The common case: every name is known and no claim is better than the one that holds. Null where somebody must be placed. */
function settledAlready(introductions: readonly Introduction[], known: Map<NameKey, KnownName>): Placement | null {
  const lost: LostClaim[] = [];
  for (const { names, claims, alias } of introductions) {
    if (alias || names.some((name) => !known.has(keyOf(name)))) return null;
    for (const { name, claim } of claims) {
      const held = known.get(keyOf(name))!.claim;
      if (beats(claim, held)) return null;
      if (held.claimant && keyOf(held.claimant) !== keyOf(claim.claimant)) lost.push({ name, claimant: claim.claimant });
    }
  }
  const customerOf = new Map([...known].map(([key, { customerId }]) => [key, customerId]));
  return { customerOf, created: [], merged: [], moved: [], written: [], lost };
}

const MINUTE = 60_000;

/** What the calls add to each name they are about. "Last seen" is kept to the minute, so a busy customer is written once a minute. */
function additionsOf(items: readonly Item[], known: Map<NameKey, KnownName>): Additions {
  const additions: Additions = new Map();
  for (const { call, subject, at } of items) {
    const key = keyOf(subject);
    const before = known.get(key);
    const seen = call.passive ? null : at - (at % MINUTE);
    const isNews =
      call.type === "identify" || call.type === "tag" || !before || at < before.firstSeen || (seen !== null && seen > before.lastSeen);
    if (!isNews) continue;
    const addition: Addition = additions.get(key)?.addition ?? { traits: {}, traitTimes: {}, firstSeen: at, lastSeen: null };
    if (call.type === "identify") tell(addition, call.traits, at);
    addition.firstSeen = Math.min(addition.firstSeen, at);
    addition.lastSeen = later(addition.lastSeen, seen);
    additions.set(key, { name: subject, addition });
  }
  return additions;
}

/** Writes who is who: new customers, joined ones, names that moved. Answers the customers that are not what they were. */
async function rearrange(tx: Scope, placement: Placement, additions: Additions): Promise<number[]> {
  const { created, merged, moved, written, customerOf } = placement;
  if (written.length === 0 && merged.length === 0) return [];
  const sums = sumsOf(additions, customerOf);
  const profiles = created.map((customerId) => ({ customerId, ...(sums.get(customerId) ?? NOTHING) }));
  const emails = written
    .filter(({ name }) => name.kind === "email")
    .map(({ name, claim }) => ({ value: name.value, claimed: isUnclaimed(claim) ? 0 : claim.at, of: customerOf.get(keyOf(name))! }));
  const held = Map.groupBy(emails, ({ of }) => of);
  await createCustomers(tx, profiles, (id) => held.get(id) ?? []);
  await mergeCustomers(tx, merged);
  await moveNames(tx, moved);
  await writeClaims(tx, written, customerOf, additions);
  await dropWonConflicts(tx, written);
  const changed = [...new Set([...merged.map(({ to }) => to), ...moved.flatMap(({ from, to }) => [from, to])])];
  await followConflicts(tx, changed);
  return [...new Set([...created, ...changed])];
}

const NOTHING: Addition = { traits: {}, traitTimes: {}, firstSeen: 0, lastSeen: null };

/** Adds what was told to names and to customers; where names came or went, the customer is summed up anew. Answers the changed traits. */
async function extend(tx: Scope, placement: Placement, additions: Additions, renewed: ReadonlySet<number>): Promise<People["told"]> {
  const { customerOf, created, written } = placement;
  const fresh = new Set(written.filter(({ customerId }) => customerId === null).map(({ name }) => keyOf(name)));
  const sums = sumsOf(additions, customerOf);
  for (const id of renewed) sums.delete(id);
  const readdressed = new Set(written.flatMap(({ name }) => (name.kind === "email" ? customerOf.get(keyOf(name))! : [])));
  for (const id of readdressed) if (!renewed.has(id) && !sums.has(id)) sums.set(id, { ...NOTHING, firstSeen: Number.POSITIVE_INFINITY });
  const told = await extendCustomers(tx, sums, readdressed);
  for (const { name, claim } of written) if (name.kind === "email") noteEmail(told, customerOf.get(keyOf(name))!, claim.at);
  const longer = [...additions].filter(([key]) => !fresh.has(key)).map(([, added]) => added);
  await extendShares(tx, longer);
  const rejoined = [...renewed].filter((id) => !created.includes(id) || placement.moved.some(({ to }) => to === id));
  await sumUpCustomers(tx, rejoined);
  await sumUpTags(tx, rejoined);
  return told;
}

function noteEmail(told: People["told"], id: number, at: number) {
  const keys = told.get(id) ?? new Map<string, number>();
  told.set(id, keys.set("email", Math.max(at, keys.get("email") ?? 0)));
}

function sumsOf(additions: Additions, customerOf: ReadonlyMap<NameKey, number>): Map<number, Addition> {
  const sums = new Map<number, Addition>();
  for (const [key, { addition }] of additions) {
    const id = customerOf.get(key)!;
    const sum = sums.get(id);
    if (!sum) sums.set(id, { ...addition, traits: { ...addition.traits }, traitTimes: { ...addition.traitTimes } });
    else {
      add(sum, addition);
      sum.firstSeen = Math.min(sum.firstSeen, addition.firstSeen);
      sum.lastSeen = later(sum.lastSeen, addition.lastSeen);
    }
  }
  return sums;
}
