import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { newId } from "@/db/ids";
import { customerIdentities, customers, projects, type Webhook, webhookDeliveries, webhooks } from "@/db/schema";
import { followAll } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { type Fact, factsOf } from "@/lib/webhooks/facts";
import type { DeliveryKind, WebhookKind } from "@/lib/webhooks/schema";

type Told = Map<number, { id: string; user_id: string | null; email: string | null; traits: object }>;

/**
 * Makes a delivery of each fact for each webhook that is told of it, with its frozen payload and the promise to try it.
 * Telling it twice makes none twice: a delivery is unique by webhook, kind and fact.
 */
export function planDeliveries(scope: Scope, kind: WebhookKind, ids: readonly string[]): Promise<number> {
  requireGrant(scope, "webhooks:write");
  return inTransaction(scope, async (tx) => {
    const listening = (await webhooksOn(tx)).filter(({ kinds }) => kinds.includes(kind));
    if (listening.length === 0) return 0;
    const facts = await factsOf(tx, kind, ids);
    const people = await peopleIn(tx, facts);
    const project = await publicIdOf(tx);
    const planned = listening.flatMap((webhook) =>
      facts.filter((fact) => isTold(webhook, fact)).map((fact) => deliveryOf(tx, { webhook, kind, fact, people, project })),
    );
    return planned.length === 0 ? 0 : keep(tx, planned);
  });
}

const isTold = ({ eventNames }: Webhook, { eventName }: Fact) =>
  eventName === undefined || eventNames.length === 0 || eventNames.includes(eventName);

const webhooksOn = ({ db, projectId }: Scope) =>
  db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.projectId, projectId), eq(webhooks.status, "on")));

type Planned = typeof webhookDeliveries.$inferInsert;
type Of = { webhook: Pick<Webhook, "id">; kind: DeliveryKind; fact: Fact; people: Told; project: string };

/** What is sent: an envelope that is the same for every kind, around what happened and to whom. */
export function deliveryOf({ projectId, clock }: Scope, { webhook, kind, fact, people, project }: Of): Planned {
  const id = newId("delivery");
  const customer = fact.customerId === null ? null : (people.get(fact.customerId) ?? null);
  const data = { ...fact.data, customer };
  const payload = JSON.stringify({ id, type: kind, created_at: fact.at, project_id: project, data });
  const now = clock.now();
  const what = { webhookId: webhook.id, fact: fact.key, kind, customer: customer?.id ?? null, payload };
  return { projectId, id, ...what, dueAt: now, createdAt: now };
}

async function keep(tx: Scope, planned: Planned[]): Promise<number> {
  const { id: deliveryId, webhookId } = webhookDeliveries;
  const made = await tx.db.insert(webhookDeliveries).values(planned).onConflictDoNothing().returning({ deliveryId, webhookId });
  const promised = made.map((ids) => ({ ids }));
  await followAll(tx, "delivery/due", promised);
  return made.length;
}

export async function publicIdOf({ db, projectId }: Scope): Promise<string> {
  const [project] = await db.select({ id: projects.publicId }).from(projects).where(eq(projects.id, projectId));
  return project!.id;
}

async function peopleIn({ db, projectId }: Scope, facts: readonly Fact[]): Promise<Told> {
  const ids = [...new Set(facts.flatMap(({ customerId }) => customerId ?? []))];
  if (ids.length === 0) return new Map();
  const { id, publicId, email, traits } = customers;
  const rows = await db
    .select({ narrow: id, id: publicId, email, traits })
    .from(customers)
    .where(and(eq(customers.projectId, projectId), inArray(id, ids)));
  const known = await db
    .select({ narrow: customerIdentities.customerId, value: customerIdentities.value })
    .from(customerIdentities)
    .where(
      and(eq(customerIdentities.projectId, projectId), inArray(customerIdentities.customerId, ids), eq(customerIdentities.kind, "user_id")),
    )
    .orderBy(asc(customerIdentities.claimedAt));
  const userIds = new Map(known.reverse().map(({ narrow, value }) => [narrow, value])); // the first one claimed stays
  return new Map(rows.map(({ narrow, ...said }) => [narrow, { ...said, user_id: userIds.get(narrow) ?? null }]));
}
