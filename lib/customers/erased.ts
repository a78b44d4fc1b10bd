import "server-only";
import { sql } from "drizzle-orm";
import { keyOf, type Name, type NameKey } from "@/lib/customers/claims";
import { addressHasher, nameHasher } from "@/lib/keys/data-keys";
import type { Scope } from "@/lib/scope";

/** Those of these names that were erased in the project. The caller has its identities for itself, so that none is erased meanwhile. */
export async function erasedAmong({ db, projectId }: Scope, names: readonly Name[]): Promise<ReadonlySet<NameKey>> {
  const { rows: first } = await db.execute(sql`select 1 from erased_names where project_id = ${projectId} limit 1`);
  if (first.length === 0) return new Set();
  const hash = await nameHasher(db);
  const byHash = new Map(names.map((name) => [hash(keyOf(name)).toString("hex"), keyOf(name)]));
  const { rows } = await db.execute<{ hash: string }>(sql`
    select encode(hash, 'hex') as hash from erased_names where project_id = ${projectId}
      and hash in (select decode(asked, 'hex') from json_array_elements_text(${JSON.stringify([...byHash.keys()])}::json) asked)`);
  return new Set(rows.map(({ hash }) => byHash.get(hash)!));
}

/** Keeps of each name its keyed hash and nothing else. Their addresses are never written to again. */
export async function keepErased({ db, projectId, clock }: Scope, names: readonly Name[]): Promise<void> {
  const [hash, hashAddress] = [await nameHasher(db), await addressHasher(db)];
  const now = sql`${clock.now().toISOString()}::timestamptz`;
  const hexes = (all: Buffer[]) => sql`(select decode(hex, 'hex') as hash
    from json_array_elements_text(${JSON.stringify(all.map((one) => one.toString("hex")))}::json) hex order by hex) hashes`;
  await db.execute(sql`insert into erased_names (project_id, hash, created_at)
    select ${projectId}, hash, ${now} from ${hexes(names.map((name) => hash(keyOf(name))))} on conflict do nothing`);
  const addresses = names.flatMap(({ kind, value }) => (kind === "email" ? hashAddress(value) : []));
  await db.execute(sql`insert into suppressions (project_id, address_hash, reason, created_at)
    select ${projectId}, hash, 'erased', ${now} from ${hexes(addresses)}
    on conflict (project_id, address_hash) do update set reason = excluded.reason`);
}
