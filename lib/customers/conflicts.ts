import "server-only";
import { sql } from "drizzle-orm";
import { newUuid } from "@/db/ids";
import type { LostClaim, Member } from "@/lib/customers/family";
import type { Scope } from "@/lib/scope";

/** Keeps claims that lost, each once, for a person to decide. Holder and claimant are the customers that the names belong to now. */
export async function keepLostClaims({ db, projectId, clock }: Scope, lost: readonly LostClaim[]): Promise<void> {
  if (lost.length === 0) return;
  const rows = lost.map(({ name, claimant }) => ({ id: newUuid(clock.now().getTime()), ...name, ck: claimant.kind, cv: claimant.value }));
  await db.execute(sql`
    insert into identity_conflicts (project_id, id, kind, value, claimant_kind, claimant_value, holder_id, claimant_id, created_at)
    select ${projectId}, r.id, r.kind, r.value, r.ck, r.cv, holder.customer_id, claimant.customer_id, ${clock.now().toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, kind identity_kind, value text, ck identity_kind, cv text)
    join customer_identities holder on holder.project_id = ${projectId} and holder.kind = r.kind and holder.value = r.value
    join customer_identities claimant on claimant.project_id = ${projectId} and claimant.kind = r.ck and claimant.value = r.cv
    order by r.kind, r.value, r.ck, r.cv
    on conflict (project_id, kind, value, claimant_kind, claimant_value) do nothing`);
}

/** A claimant who holds the name now has no conflict about it any more. */
export async function dropWonConflicts({ db, projectId }: Scope, written: readonly Member[]): Promise<void> {
  const won = written.flatMap(({ name, claim, byHand }) =>
    claim.claimant && !byHand ? [{ ...name, ck: claim.claimant.kind, cv: claim.claimant.value }] : [],
  );
  if (won.length === 0) return;
  await db.execute(sql`
    delete from identity_conflicts t using json_to_recordset(${JSON.stringify(won)}::json) as r (kind identity_kind, value text, ck identity_kind, cv text)
    where t.project_id = ${projectId} and t.kind = r.kind and t.value = r.value and t.claimant_kind = r.ck and t.claimant_value = r.cv`);
}

/** After names moved: conflicts of these customers are between whom the names belong to now. */
export async function followConflicts({ db, projectId }: Scope, customerIds: readonly number[]): Promise<void> {
  if (customerIds.length === 0) return;
  const ids = `{${customerIds.join()}}`;
  await db.execute(sql`
    update identity_conflicts t set holder_id = holder.customer_id, claimant_id = claimant.customer_id
    from customer_identities holder, customer_identities claimant
    where t.project_id = ${projectId} and (t.holder_id = any(${ids}::bigint[]) or t.claimant_id = any(${ids}::bigint[]))
      and holder.project_id = ${projectId} and holder.kind = t.kind and holder.value = t.value
      and claimant.project_id = ${projectId} and claimant.kind = t.claimant_kind and claimant.value = t.claimant_value
      and (t.holder_id, t.claimant_id) is distinct from (holder.customer_id, claimant.customer_id)`);
}
