import { and, asc, eq, ne, sql } from "drizzle-orm";
import { customerIdentities, customers, events, identityConflicts } from "@/db/schema";
import type { Call } from "@/lib/events/schema";
import { recordCalls } from "@/lib/ingest/record";
import type { Actor, Scope } from "@/lib/scope";
import { as } from "../../support/test";

export const publicKey: Actor = { type: "apiKey", keyId: "key_p", kind: "public", grants: ["events:write"] };
export const secretKey: Actor = { type: "apiKey", keyId: "key_s", kind: "secret", grants: ["events:write"] };
export const byPublicKey = (scope: Scope) => as(scope, publicKey);

export const tell = (scope: Scope, ...calls: Call[]) => recordCalls(scope, calls, { source: "segment" });

/** Everything ingestion made of what it was told, named by what senders know and not by ids that chance picked. */
export async function everyone({ db, projectId }: Scope) {
  const rows = await db.select().from(customers).where(eq(customers.projectId, projectId));
  const names = await db.select().from(customerIdentities).where(eq(customerIdentities.projectId, projectId));
  const facts = await db.select().from(events).where(eq(events.projectId, projectId)).orderBy(asc(events.occurredAt), asc(events.id));
  const { holderId, claimantId } = identityConflicts;
  const open = and(eq(identityConflicts.projectId, projectId), ne(holderId, claimantId));
  const conflicts = await db.select().from(identityConflicts).where(open);
  const namesOf = (id: number) =>
    names
      .filter(({ customerId }) => customerId === id)
      .map(({ kind, value }) => `${kind} ${value}`)
      .sort();
  const people = rows.map(({ id, email, traits, firstSeenAt, lastSeenAt }) => ({
    names: namesOf(id),
    email,
    traits,
    firstSeenAt,
    lastSeenAt,
    events: facts.filter(({ customerId }) => customerId === id).map(({ name, id }) => `${name} ${id}`),
  }));
  return {
    people: people.sort((a, b) => (a.names.join() < b.names.join() ? -1 : 1)),
    conflicts: conflicts
      .map(({ kind, value, ...row }) => `${kind} ${value}: ${namesOf(row.holderId)} not ${namesOf(row.claimantId)}`)
      .sort(),
  };
}

export const empty = ({ db, projectId }: Scope) =>
  db
    .execute(sql`with a as (delete from events where project_id = ${projectId}), b as (delete from identity_conflicts where project_id = ${projectId}),
    c as (delete from identity_aliases where project_id = ${projectId}), t as (delete from identity_tags where project_id = ${projectId}),
    u as (delete from customer_tags where project_id = ${projectId}), v as (delete from tag_changes where project_id = ${projectId}),
    m as (delete from customer_merges where project_id = ${projectId})
    select 1`)
    .then(() => db.execute(sql`delete from customer_identities where project_id = ${projectId}`))
    .then(() => db.execute(sql`delete from customers where project_id = ${projectId}`));
