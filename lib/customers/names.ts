import "server-only";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { type Claim, type Name, type NameKey, keyOf } from "@/lib/customers/claims";
import { type IdentityKind, type TraitTimes, type Traits, UNCLAIMED } from "@/lib/customers/schema";
import type { Scope } from "@/lib/scope";

/** A name as it is stored: whose it is, by which claim, and between when and when it was seen. Times are milliseconds. */
export type KnownName = {
  name: Name;
  customerId: number;
  claim: Omit<Claim, "claimant"> & { claimant: Name | null };
  /** The name it belongs to because a person said so, whatever is claimed. */
  byHand: Name | null;
  firstSeen: number;
  lastSeen: number;
};

type Row = {
  kind: IdentityKind;
  value: string;
  customer_id: number;
  standing: number;
  claimed: number;
  call_id: string;
  claimant_kind: IdentityKind | null;
  claimant_value: string | null;
  hand_kind: IdentityKind | null;
  hand_value: string | null;
  first_seen: number | null;
  last_seen: number | null;
};

const COLUMNS = `i.kind, i.value, i.customer_id, i.standing, i.call_id, i.claimant_kind, i.claimant_value, i.hand_kind, i.hand_value,
  ${millisOf("i.claimed_at")} as claimed, ${millisOf("i.first_seen_at")} as first_seen, ${millisOf("i.last_seen_at")} as last_seen`;

const KNOWN = prepared<Row>(
  "known_names",
  `select ${COLUMNS} from json_to_recordset($2::json) as asked (kind identity_kind, value text)
  join customer_identities i on i.project_id = $1::int and i.kind = asked.kind and i.value = asked.value`,
);

/** Those of these names that are known in the project. */
export async function knownNames({ db, projectId }: Scope, names: readonly Name[]): Promise<Map<NameKey, KnownName>> {
  if (names.length === 0) return new Map();
  const rows = await KNOWN(db, projectId, JSON.stringify(names));
  return new Map(rows.map(knownName).map((known) => [keyOf(known.name), known]));
}

/** All names of a customer. */
export async function namesOfCustomer({ db, projectId }: Scope, customerId: number): Promise<KnownName[]> {
  const { rows } = await db.execute<Row>(
    sql`select ${sql.raw(COLUMNS)} from customer_identities i where i.project_id = ${projectId} and i.customer_id = ${customerId}`,
  );
  return rows.map(knownName);
}

const knownName = (row: Row): KnownName => ({
  name: { kind: row.kind, value: row.value },
  customerId: row.customer_id,
  claim: { claimant: nameOrNone(row.claimant_kind, row.claimant_value), standing: row.standing, at: row.claimed, callId: row.call_id },
  byHand: nameOrNone(row.hand_kind, row.hand_value),
  firstSeen: row.first_seen ?? Number.POSITIVE_INFINITY,
  lastSeen: row.last_seen ?? Number.NEGATIVE_INFINITY,
});

const nameOrNone = (kind: IdentityKind | null, value: string | null): Name | null => (kind && value !== null ? { kind, value } : null);

/** A timestamp column as milliseconds: drizzle leaves times of raw SQL as text. */
function millisOf(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`;
}

/** The same as a piece of a larger statement. */
export const millis = (column: string) => sql.raw(millisOf(column));

/** What was told under one name. */
export type Share = {
  kind: IdentityKind;
  value: string;
  customerId: number;
  traits: Traits;
  traitTimes: TraitTimes;
  firstSeen: number | null;
  lastSeen: number | null;
  /** When the claim was made by which it belongs to them; 0 for a name that nobody claims. */
  claimed: number;
};

const SHARE = sql.raw(`kind, value, customer_id as "customerId", traits, trait_times as "traitTimes",
  (extract(epoch from first_seen_at) * 1000)::float8 as "firstSeen", (extract(epoch from last_seen_at) * 1000)::float8 as "lastSeen",
  case when standing = ${UNCLAIMED} then 0 else (extract(epoch from claimed_at) * 1000)::float8 end as claimed`);

/** What was told under each of these names. */
export async function sharesOf({ db, projectId }: Scope, names: readonly Name[]): Promise<Share[]> {
  const { rows } = await db.execute<Share>(sql`select ${SHARE} from customer_identities where project_id = ${projectId} and (kind, value) in
    (select kind, value from json_to_recordset(${JSON.stringify(names)}::json) as asked (kind identity_kind, value text))`);
  return rows;
}

/** What was told under every name of these customers. */
export async function sharesOfCustomers({ db, projectId }: Scope, ids: readonly number[]): Promise<Share[]> {
  const { rows } = await db.execute<Share>(
    sql`select ${SHARE} from customer_identities where project_id = ${projectId} and customer_id = any(${`{${ids.join()}}`}::bigint[])`,
  );
  return rows;
}
