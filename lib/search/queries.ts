import "server-only";
import { listAutomations } from "@/lib/automations/queries";
import { listBroadcasts } from "@/lib/broadcasts/queries";
import { listCustomers } from "@/lib/customers/list";
import { calledName } from "@/lib/customers/schema";
import { may, requireGrant, type Scope } from "@/lib/scope";
import type { FindAnything, Found } from "@/lib/search/schema";
import { listSegments } from "@/lib/segments/queries";
import { listTemplates } from "@/lib/templates/queries";

/** Of each kind of thing at most so many: who looks for more goes to its own list. */
const MOST = 5;

type Named = { id: string; name: string };

/**
 * What goes by a text: customers of whom a name, an address or an id begins with it, everything else that has it anywhere in its name.
 * What may not be read is not found. Each reads a few rows of one index, however large the project is.
 */
export async function findAnything(scope: Scope, { q }: FindAnything): Promise<Found[]> {
  requireGrant(scope, "project:read");
  const asked = { q, limit: MOST };
  const found = await Promise.all([
    may(scope.actor, "customers:read") ? people(scope, asked) : [],
    may(scope.actor, "segments:read") ? listSegments(scope, asked).then(called("segments")) : [],
    may(scope.actor, "automations:read") ? listAutomations(scope, asked).then(called("automations")) : [],
    may(scope.actor, "broadcasts:read") ? listBroadcasts(scope, asked).then(called("broadcasts")) : [],
    may(scope.actor, "templates:read") ? listTemplates(scope, asked).then(called("templates")) : [],
  ]);
  return found.flat();
}

const called =
  (section: Found["section"]) =>
  ({ items }: { items: readonly Named[] }): Found[] =>
    items.map(({ id, name }) => ({ section, id, name }));

async function people(scope: Scope, asked: { q: string; limit: number }): Promise<Found[]> {
  const { items } = await listCustomers(scope, asked);
  return items.map((customer) => {
    const [id, name] = [customer.publicId, calledName(customer)];
    const detail = [customer.email, customer.userId].find((known) => known !== null && known !== name) ?? undefined;
    return { section: "customers", id, name, detail };
  });
}
