import "server-only";
import { countCustomers, listCustomers } from "@/lib/customers/list";
import { conflictsOf, identitiesOf, segmentsOf, standingOf } from "@/lib/customers/profile";
import { getCustomer, type KnownCustomer, listed } from "@/lib/customers/queries";
import type { ShownProfile, TimelineKind, Traits } from "@/lib/customers/schema";
import { timelineOf } from "@/lib/customers/timeline";
import { may, type Scope } from "@/lib/scope";

const ROWS = 50;

/** All that the list of customers shows. */
export async function customersPage(scope: Scope, asked: { q?: string | undefined; cursor?: string | undefined }) {
  const [{ items, nextCursor }, total] = await Promise.all([listCustomers(scope, { ...asked, limit: ROWS }), countCustomers(scope)]);
  return { customers: items.map(listed), nextCursor, total, mayEdit: may(scope.actor, "customers:write"), now: scope.clock.now() };
}

/** All that a customer's page shows. */
export async function profileOf(
  scope: Scope,
  ref: string,
  asked: { kind?: TimelineKind | undefined; cursor?: string | undefined },
): Promise<ShownProfile> {
  const customer = await getCustomer(scope, ref);
  const [identities, conflicts, segments, standing, timeline] = await Promise.all([
    identitiesOf(scope, customer.id),
    conflictsOf(scope, customer.id),
    segmentsOf(scope, customer.id),
    standingOf(scope, customer),
    timelineOf(scope, customer.id, { ...asked, limit: ROWS }),
  ]);
  return {
    customer: { ...listed(customer), firstSeenAt: customer.firstSeenAt },
    traits: traitRows(customer),
    identities,
    conflicts,
    segments,
    ...standing,
    timeline: timeline.items,
    nextCursor: timeline.nextCursor,
    mayEdit: may(scope.actor, "customers:write"),
    now: scope.clock.now(),
  };
}

/** Traits by key, each with when it was last told. */
const traitRows = ({ traits, traitTimes }: KnownCustomer) =>
  Object.keys(traits satisfies Traits)
    .sort()
    .map((key) => ({ key, value: traits[key]!, changedAt: traitTimes[key] === undefined ? null : new Date(traitTimes[key]) }));
