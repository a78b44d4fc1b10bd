import "server-only";
import { sql } from "drizzle-orm";
import { type Claim, type Name, type NameKey, keyOf } from "@/lib/customers/claims";
import type { IdentityKind, TraitTimes, Traits } from "@/lib/customers/schema";
import type { Scope } from "@/lib/scope";

/** A name as it is stored: whose it is, by which claim, and between when and when it was seen. Times are milliseconds. */
export type KnownName = {
  name: Name;
  customerId: number;
  claim: Omit<Claim, "claimant"> & { claimant: Name | null };
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
  first_seen: number | null;
  last_seen: number | null;
};

/** Those of these names that are known in the project. */
export async function knownNames({ db, projectId }: Scope, names: readonly Name[]): Promise<Map<NameKey, KnownName>> {
  const known = new Map<NameKey, KnownName>();
  if (names.length === 0) return known;
  const { rows } = await db.execute<Row>(sql`
    select i.kind, i.value, i.customer_id, i.standing, i.call_id, i.claimant_kind, i.claimant_value,
      ${millis("i.claimed_at")} as claimed, ${millis("i.first_seen_at")} as first_seen, ${millis("i.last_seen_at")} as last_seen
    from json_to_recordset(${JSON.stringify(names)}::json) as asked (kind identity_kind, value text)
    join customer_identities i on i.project_id = ${projectId} and i.kind = asked.kind and i.value = asked.value`);
  for (const row of rows) {
    const name = { kind: row.kind, value: row.value };
    const claimant = row.claimant_kind && row.claimant_value !== null ? { kind: row.claimant_kind, value: row.claimant_value } : null;
    known.set(keyOf(name), {
      name,
      customerId: row.customer_id,
      claim: { claimant, standing: row.standing, at: row.claimed, callId: row.call_id },
      firstSeen: row.first_seen ?? Number.POSITIVE_INFINITY,
      lastSeen: row.last_seen ?? Number.NEGATIVE_INFINITY,
    });
  }
  return known;
}

/** A timestamp column as milliseconds: drizzle leaves times of raw SQL as text. */
export const millis = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** What was told under one name. */
export type Share = {
  kind: IdentityKind;
  value: string;
  customerId: number;
  traits: Traits;
  traitTimes: TraitTimes;
  firstSeen: number | null;
  lastSeen: number | null;
  claimed: number;
};

const SHARE = sql.raw(`kind, value, customer_id as "customerId", traits, trait_times as "traitTimes",
  (extract(epoch from first_seen_at) * 1000)::float8 as "firstSeen", (extract(epoch from last_seen_at) * 1000)::float8 as "lastSeen",
  (extract(epoch from claimed_at) * 1000)::float8 as claimed`);

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
