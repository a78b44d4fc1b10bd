import "server-only";
import { sql } from "drizzle-orm";
import { type Claimed, keyOf, type Name, type NameKey } from "@/lib/customers/claims";
import { Family, type Member } from "@/lib/customers/family";
import { type KnownName, knownNames } from "@/lib/customers/names";
import type { Scope } from "@/lib/scope";

/** What calls say of who is who. Every name that a claim mentions is among `names`. */
export type Introduction = {
  names: readonly Name[];
  claims: readonly Claimed[];
  alias: { previousId: string; userId: string } | null;
  at: number;
  callId: string;
};

/** Where every name belongs now, and what that changes. */
export type Placement = {
  customerOf: Map<NameKey, number>;
  /** Customers to be made. */
  created: number[];
  /** Customers that became part of another one. */
  merged: { from: number; to: number }[];
  /** Names that left one customer for another, which stays. */
  moved: { name: Name; from: number; to: number }[];
  /** Names that are new, or whose claim is. */
  written: Member[];
  lost: { name: Name; claimant: Name }[];
};

/** Decides who is who after these introductions. The caller holds the project's identities for itself. */
export async function place(tx: Scope, introductions: readonly Introduction[], known: Map<NameKey, KnownName>): Promise<Placement> {
  const family = new Family();
  for (const name of known.values()) family.know(name);
  for (const { names, at, callId } of introductions) for (const name of names) family.meet(name, at, callId);
  for (const { claims } of introductions) for (const claim of claims) family.claim(claim);
  await unite(tx, family, introductions);
  family.settle();
  const members = [...family.members.values()];
  const { targets, created } = await targetsOf(tx, family, members);
  const target = (root: string) => targets.get(root)!;
  return {
    customerOf: new Map(members.map((member) => [keyOf(member.name), target(family.rootOf(member))])),
    created,
    merged: placesOf(members).flatMap((from) => difference(from, target(family.rootOfCustomer(from)))),
    moved: members.flatMap((member) => {
      if (member.customerId === null || member.wasRoot || !member.reclaimed) return [];
      const from = target(family.rootOfCustomer(member.customerId));
      return difference(from, target(family.rootOf(member))).map((way) => ({ name: member.name, ...way }));
    }),
    written: members.filter(({ reclaimed, customerId }) => reclaimed || customerId === null),
    lost: family.lostClaims(),
  };
}

const difference = (from: number, to: number) => (from === to ? [] : [{ from, to }]);
const placesOf = (members: Member[]) => [...new Set(members.flatMap(({ customerId }) => customerId ?? []))];

/** Keeps the aliases that were told, and unites user ids by these and by older ones that were waiting for the id to be known. */
async function unite(tx: Scope, family: Family, introductions: readonly Introduction[]) {
  const told = introductions.flatMap(({ alias }) => alias ?? []);
  await keepAliases(tx, told);
  const newcomers = [...family.members.values()].filter(({ name, customerId }) => name.kind === "user_id" && customerId === null);
  const pairs = [
    ...told,
    ...(await aliasesFrom(
      tx,
      newcomers.map(({ name }) => name.value),
    )),
  ];
  const missing = pairs
    .flatMap(({ previousId, userId }) => [userName(previousId), userName(userId)])
    .filter((name) => !family.members.has(keyOf(name)));
  for (const name of (await knownNames(tx, missing)).values()) family.know(name);
  for (const { previousId, userId } of pairs) family.alias(previousId, userId);
}

const userName = (value: string): Name => ({ kind: "user_id", value });

async function keepAliases({ db, projectId }: Scope, told: { previousId: string; userId: string }[]) {
  if (told.length === 0) return;
  await db.execute(sql`insert into identity_aliases (project_id, previous_id, user_id)
    select distinct ${projectId}::int, "previousId", "userId" from json_to_recordset(${JSON.stringify(told)}::json) as t ("previousId" text, "userId" text)
    on conflict do nothing`);
}

async function aliasesFrom({ db, projectId }: Scope, previousIds: string[]): Promise<{ previousId: string; userId: string }[]> {
  if (previousIds.length === 0) return [];
  const { rows } = await db.execute<{ previousId: string; userId: string }>(sql`
    select previous_id as "previousId", user_id as "userId" from identity_aliases
    where project_id = ${projectId} and previous_id in (select json_array_elements_text(${JSON.stringify(previousIds)}::json))`);
  return rows;
}

/** The customer of each root: the oldest that is known by a better name than the ones that join it, else the oldest, else a new one. */
async function targetsOf(tx: Scope, family: Family, members: Member[]): Promise<{ targets: Map<string, number>; created: number[] }> {
  const targets = new Map<string, number>();
  const joining = new Set(members.flatMap(({ customerId, wasRoot, reclaimed }) => (wasRoot && reclaimed ? (customerId ?? []) : [])));
  const byAge = placesOf(members).sort((a, b) => Number(joining.has(a)) - Number(joining.has(b)) || a - b);
  for (const id of byAge) if (!targets.has(family.rootOfCustomer(id))) targets.set(family.rootOfCustomer(id), id);
  const homeless = [...new Set(members.map((member) => family.rootOf(member)))].filter((root) => !targets.has(root));
  const created = await newCustomerIds(tx, homeless.length);
  for (const [i, root] of homeless.entries()) targets.set(root, created[i]!);
  return { targets, created };
}

async function newCustomerIds({ db }: Scope, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await db.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('customers', 'id'))::bigint as id from generate_series(1, ${count}::int)`,
  );
  return rows.map(({ id }) => id);
}
