import "server-only";
import type { z } from "zod";
import { chargesOf } from "@/lib/customers/charges";
import { deviceOf } from "@/lib/customers/device";
import { countCustomers, listCustomers } from "@/lib/customers/list";
import { conflictsOf, identitiesOf, segmentsOf, standingOf } from "@/lib/customers/profile";
import { getCustomer, type KnownCustomer, listed } from "@/lib/customers/queries";
import type { CustomersQuery, ShownProfile, ShownTraitValue, TaggedCustomer, TimelineKind, Traits } from "@/lib/customers/schema";
import { sessionsOf } from "@/lib/customers/sessions";
import { timelineOf } from "@/lib/customers/timeline";
import { visitsOf } from "@/lib/customers/visits";
import { getProject } from "@/lib/projects/queries";
import { may, type Scope } from "@/lib/scope";
import { countTagged, offeredTags, tagsOf } from "@/lib/tags/queries";
import { knownTraits } from "@/lib/traits/queries";

const ROWS = 50;

/** All that the list of customers shows. */
export async function customersPage(scope: Scope, { q, tag, cursor }: z.infer<typeof CustomersQuery>) {
  const [{ items, nextCursor }, total, offered, tagged] = await Promise.all([
    listCustomers(scope, { cursor, limit: ROWS, ...(tag ? { tag } : { q }) }),
    countCustomers(scope),
    offeredTags(scope),
    tag ? countTagged(scope, tag) : null,
  ]);
  const ids = items.map(({ id }) => id);
  const tags = await tagsOf(scope, ids);
  const customers = items.map((customer): TaggedCustomer => ({ ...listed(customer), tags: tags.get(customer.id) ?? [] }));
  const mayEdit = may(scope.actor, "customers:write");
  return { customers, nextCursor, total, tagged, offeredTags: offered, mayEdit, now: scope.clock.now() };
}

/** All that a customer's page shows. */
export async function profileOf(
  scope: Scope,
  ref: string,
  asked: { kind?: TimelineKind | undefined; cursor?: string | undefined },
): Promise<ShownProfile> {
  const customer = await getCustomer(scope, ref);
  const [sessions, charges, visits, device, identities, conflicts, segments, standing, timeline, tags, offered, { currency }] =
    await Promise.all([
      sessionsOf(scope, customer.id),
      chargesOf(scope, customer.id),
      visitsOf(scope, customer.id),
      deviceOf(scope, customer.id),
      identitiesOf(scope, customer.id),
      conflictsOf(scope, customer.id),
      segmentsOf(scope, customer.id),
      standingOf(scope, customer),
      timelineOf(scope, customer.id, { ...asked, limit: ROWS }),
      tagsOf(scope, [customer.id]),
      offeredTags(scope),
      getProject(scope),
    ]);
  return {
    customer: { ...listed(customer), firstSeenAt: customer.firstSeenAt },
    traits: await traitRows(scope, customer),
    currency,
    sessions,
    charges,
    visits,
    device,
    identities,
    conflicts,
    segments,
    tags: tags.get(customer.id) ?? [],
    offeredTags: offered,
    ...standing,
    timeline: timeline.items,
    nextCursor: timeline.nextCursor,
    mayEdit: may(scope.actor, "customers:write"),
    mayErase: may(scope.actor, "customers:delete"),
    now: scope.clock.now(),
  };
}

/** Traits by key, each with what people read for it and when it was last told. */
async function traitRows(scope: Scope, { traits, traitTimes }: KnownCustomer): Promise<ShownTraitValue[]> {
  const keys = Object.keys(traits satisfies Traits).sort();
  const known = await knownTraits(scope, keys);
  return keys.map((key) => ({
    key,
    label: known.get(key)?.label ?? null,
    format: known.get(key)?.format ?? null,
    value: traits[key]!,
    changedAt: traitTimes[key] === undefined ? null : new Date(traitTimes[key]),
  }));
}
