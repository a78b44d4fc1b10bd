import "server-only";
import { chargesOf } from "@/lib/customers/charges";
import type { KnownCustomer } from "@/lib/customers/queries";
import { ShownCustomer, type ShownPerson } from "@/lib/customers/schema";
import { sessionsOf } from "@/lib/customers/sessions";
import { visitsOf } from "@/lib/customers/visits";
import type { Scope } from "@/lib/scope";
import { told } from "@/lib/told";

/** A customer as the API shows them. */
export const shownCustomer = (customer: KnownCustomer): ShownCustomer => told(ShownCustomer, { ...customer, id: customer.publicId });

/** The same with their sessions, charges and pages. */
export async function shownPerson(scope: Scope, customer: KnownCustomer): Promise<ShownPerson> {
  const [sessions, charges, visits] = await Promise.all([
    sessionsOf(scope, customer.id),
    chargesOf(scope, customer.id),
    visitsOf(scope, customer.id),
  ]);
  return {
    ...shownCustomer(customer),
    sessions: { count: sessions.count, last_began_at: sessions.lastBeganAt?.toISOString() ?? null },
    charges: charges.map(({ first, last, ...sums }) => ({ ...sums, first: shownCharge(first), last: shownCharge(last) })),
    pages: visits.top.map(({ firstAt, lastAt, ...page }) => ({
      ...page,
      first_visited_at: firstAt.toISOString(),
      last_visited_at: lastAt.toISOString(),
    })),
  };
}

const shownCharge = ({ amount, at }: { amount: number; at: Date }) => ({ amount, at: at.toISOString() });
