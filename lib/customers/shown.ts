import "server-only";
import type { KnownCustomer } from "@/lib/customers/queries";
import type { ShownCustomer } from "@/lib/customers/schema";

/** A customer as the API shows them. */
export const shownCustomer = (customer: KnownCustomer): ShownCustomer => ({
  id: customer.publicId,
  user_id: customer.userId,
  email: customer.email,
  name: customer.name,
  traits: customer.traits,
  first_seen_at: customer.firstSeenAt.toISOString(),
  last_seen_at: customer.lastSeenAt?.toISOString() ?? null,
  created_at: customer.createdAt.toISOString(),
  updated_at: customer.updatedAt.toISOString(),
});
