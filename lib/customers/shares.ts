import "server-only";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { keyOf, type Name, type NameKey } from "@/lib/customers/claims";
import type { Member } from "@/lib/customers/family";
import { sharesOf } from "@/lib/customers/names";
import type { Addition } from "@/lib/customers/profiles";
import { add } from "@/lib/customers/traits";
import type { Scope } from "@/lib/scope";

export type Additions = Map<NameKey, { name: Name; addition: Addition }>;

/** Writes names that are new or belong to a better claim; new ones begin with what was told under them. */
export async function writeClaims(
  { db, projectId }: Scope,
  members: readonly Member[],
  customerOf: Map<NameKey, number>,
  additions: Additions,
): Promise<void> {
  if (members.length === 0) return;
  const rows = members.map(({ name, claim }) => {
    const added = additions.get(keyOf(name))?.addition;
    return {
      ...name,
      customer: customerOf.get(keyOf(name)),
      standing: claim.standing,
      claimed: claim.at,
      call: claim.callId,
      ck: claim.claimant?.kind,
      cv: claim.claimant?.value,
      traits: added?.traits ?? {},
      times: added?.traitTimes ?? {},
      first: added?.firstSeen ?? null,
      last: added?.lastSeen ?? null,
    };
  });
  await db.execute(sql`
    insert into customer_identities as i (project_id, kind, value, customer_id, standing, claimed_at, call_id, claimant_kind, claimant_value,
      traits, trait_times, first_seen_at, last_seen_at)
    select ${projectId}, kind, value, customer, standing, to_timestamp(claimed / 1000), call, ck, cv, traits, times,
      to_timestamp(first / 1000), to_timestamp(last / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (kind identity_kind, value text, customer bigint, standing smallint, claimed float8,
      call text, ck identity_kind, cv text, traits jsonb, times jsonb, first float8, last float8)
    on conflict (project_id, kind, value) do update set customer_id = excluded.customer_id, standing = excluded.standing,
      claimed_at = excluded.claimed_at, call_id = excluded.call_id, claimant_kind = excluded.claimant_kind, claimant_value = excluded.claimant_value`);
}

const EXTEND = prepared(
  "extend_names",
  `update customer_identities i set traits = coalesce(r.traits, i.traits), trait_times = coalesce(r.times, i.trait_times),
    first_seen_at = least(i.first_seen_at, to_timestamp(r.first / 1000)), last_seen_at = greatest(i.last_seen_at, to_timestamp(r.last / 1000))
  from json_to_recordset($2::json) as r
    (kind identity_kind, value text, traits jsonb, times jsonb, first float8, last float8)
  where i.project_id = $1::int and i.kind = r.kind and i.value = r.value`,
);

/** Adds what was told under names that were known already. Whoever calls holds their customers' rows. */
export async function extendShares(tx: Scope, additions: readonly { name: Name; addition: Addition }[]): Promise<void> {
  if (additions.length === 0) return;
  const told = additions.filter(({ addition }) => Object.keys(addition.traitTimes).length > 0);
  const shares =
    told.length > 0
      ? await sharesOf(
          tx,
          told.map(({ name }) => name),
        )
      : [];
  const known = new Map(shares.map((share) => [keyOf(share), share]));
  const rows = additions.map(({ name, addition }) => {
    const share = known.get(keyOf(name));
    if (share) add(share, addition);
    return { ...name, traits: share?.traits, times: share?.traitTimes, first: addition.firstSeen, last: addition.lastSeen };
  });
  await EXTEND(tx.db, tx.projectId, JSON.stringify(rows));
}
