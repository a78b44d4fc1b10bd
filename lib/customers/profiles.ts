import "server-only";
import { sql } from "drizzle-orm";
import { newUuid } from "@/db/ids";
import { prepared } from "@/db/prepared";
import { emailInForce, type HeldEmail } from "@/lib/customers/address";
import { sharesOfCustomers } from "@/lib/customers/names";
import type { TraitTimes, Traits } from "@/lib/customers/schema";
import { add, type Told } from "@/lib/customers/traits";
import { addressHasher } from "@/lib/keys/data-keys";
import type { Scope } from "@/lib/scope";

/** What calls add to what is known under a name: traits, and the span in which it was seen. Times are milliseconds. */
export type Addition = Told & { firstSeen: number; lastSeen: number | null };

export type Profile = Addition & { customerId: number };
type Row = { id: number; traits: Traits | null; traitTimes: TraitTimes | null };

/** Makes customers, with what is known of them so far. */
export async function createCustomers(
  tx: Scope,
  profiles: readonly Profile[],
  emailsOf: (customerId: number) => HeldEmail[],
): Promise<void> {
  if (profiles.length === 0) return;
  const hash = await addressHasher(tx.db);
  const now = tx.clock.now();
  const rows = profiles.map((profile) => {
    const email = emailInForce(profile, emailsOf(profile.customerId));
    return { ...written(profile), publicId: newUuid(now.getTime()), email, hash: email && hash(email).toString("hex") };
  });
  await tx.db.execute(sql`
    insert into customers (project_id, id, public_id, email, email_hash, traits, trait_times, first_seen_at, last_seen_at, created_at, updated_at)
    overriding system value
    select ${tx.projectId}, id, "publicId", email, decode(hash, 'hex'), traits, times, to_timestamp(first / 1000), to_timestamp(last / 1000), at, at
    from (select ${now.toISOString()}::timestamptz as at) moment, json_to_recordset(${JSON.stringify(rows)}::json) as r
      (id bigint, "publicId" uuid, email text, hash text, traits jsonb, times jsonb, first float8, last float8)`);
}

const written = ({ customerId, traits, traitTimes, firstSeen, lastSeen }: Change) => ({
  id: customerId,
  traits,
  times: traitTimes,
  first: firstSeen,
  last: lastSeen,
});

const LOCKED = prepared<Row>(
  "locked_customers",
  `select c.id, case when told then c.traits end as traits, case when told then c.trait_times end as "traitTimes"
  from json_to_recordset($2::json) as asked (id bigint, told boolean)
  join customers c on c.project_id = $1::int and c.id = asked.id order by c.id for no key update of c`,
);

/** Adds to customers what was told of them; answers whose trait keys changed, and when each was told. Customers are locked in the order of their ids. */
export async function extendCustomers(
  tx: Scope,
  additions: ReadonlyMap<number, Addition>,
  readdressed: ReadonlySet<number>,
): Promise<Map<number, Map<string, number>>> {
  const changed = new Map<number, Map<string, number>>();
  if (additions.size === 0) return changed;
  const isTold = (id: number, { traitTimes }: Told) => readdressed.has(id) || Object.keys(traitTimes).length > 0;
  const asked = [...additions].map(([id, addition]) => ({ id, told: isTold(id, addition) }));
  const rows = await LOCKED(tx.db, tx.projectId, JSON.stringify(asked));
  const profiles = rows.map(({ id, traits, traitTimes }) => {
    const { firstSeen, lastSeen, ...told } = additions.get(id)!;
    if (!traits || !traitTimes) return { customerId: id, firstSeen, lastSeen };
    const keys = add({ traits, traitTimes }, told);
    if (keys.length > 0) changed.set(id, new Map(keys.map((key) => [key, told.traitTimes[key]!])));
    return { customerId: id, traits, traitTimes, firstSeen, lastSeen };
  });
  const isReaddressed = ({ customerId }: Profile) => readdressed.has(customerId) || "email" in additions.get(customerId)!.traitTimes;
  await writeProfiles(tx, profiles, isReaddressed, SPAN_WIDENED);
  return changed;
}

/** Makes customers what their names say together, after names came or went. */
export async function sumUpCustomers(tx: Scope, customerIds: readonly number[]): Promise<void> {
  if (customerIds.length === 0) return;
  const sums = new Map<number, Profile>();
  for (const share of await sharesOfCustomers(tx, customerIds)) {
    const sum = sums.get(share.customerId) ?? {
      customerId: share.customerId,
      traits: {},
      traitTimes: {},
      firstSeen: Number.POSITIVE_INFINITY,
      lastSeen: null,
    };
    add(sum, share);
    sum.firstSeen = Math.min(sum.firstSeen, share.firstSeen ?? sum.firstSeen);
    sum.lastSeen = later(sum.lastSeen, share.lastSeen);
    sums.set(share.customerId, sum);
  }
  await writeProfiles(tx, [...sums.values()], () => true, SPAN_ANEW);
}

/** The later of two moments; null is never. */
export const later = (a: number | null, b: number | null) => (a === null || (b !== null && b > a) ? b : a);

const writing = (name: string, span: string) =>
  prepared(
    name,
    `update customers c set traits = coalesce(r.traits, c.traits), trait_times = coalesce(r.times, c.trait_times), ${span},
      email = case when r.readdressed then r.email else c.email end,
      email_hash = case when r.readdressed then decode(r.hash, 'hex') else c.email_hash end, updated_at = $3::timestamptz
    from json_to_recordset($2::json) as r (id bigint, traits jsonb, times jsonb, first float8, last float8, readdressed boolean, email text, hash text)
    where c.project_id = $1::int and c.id = r.id`,
  );

const SPAN_WIDENED = writing(
  "widen_customers",
  "first_seen_at = least(c.first_seen_at, to_timestamp(r.first / 1000)), last_seen_at = greatest(c.last_seen_at, to_timestamp(r.last / 1000))",
);
const SPAN_ANEW = writing(
  "renew_customers",
  "first_seen_at = coalesce(to_timestamp(r.first / 1000), c.first_seen_at), last_seen_at = to_timestamp(r.last / 1000)",
);

/** A profile to write; without traits it leaves them as they are. */
type Change = Omit<Profile, keyof Told> & Partial<Told>;

async function writeProfiles(
  tx: Scope,
  profiles: readonly Change[],
  isReaddressed: (profile: Profile) => boolean,
  write: typeof SPAN_WIDENED,
): Promise<void> {
  const whole = profiles.filter((profile) => profile.traits !== undefined) as Profile[];
  const readdressed = whole.filter(isReaddressed).map(({ customerId }) => customerId);
  const held = await heldEmails(tx, readdressed);
  const hash = await addressHasher(tx.db);
  const rows = profiles.map((profile) => {
    const emails = held.get(profile.customerId);
    if (!emails) return { ...written(profile), readdressed: false };
    const email = emailInForce(profile as Profile, emails);
    return { ...written(profile), readdressed: true, email, hash: email && hash(email).toString("hex") };
  });
  await write(tx.db, tx.projectId, JSON.stringify(rows), tx.clock.now().toISOString());
}

async function heldEmails(tx: Scope, customerIds: readonly number[]): Promise<Map<number, HeldEmail[]>> {
  const held = new Map<number, HeldEmail[]>(customerIds.map((id) => [id, []]));
  if (customerIds.length === 0) return held;
  for (const { kind, customerId, value, claimed } of await sharesOfCustomers(tx, customerIds)) {
    if (kind === "email") held.get(customerId)?.push({ value, claimed });
  }
  return held;
}
