import { eraseCustomer } from "@/lib/customers/erasing";
import { getCustomer } from "@/lib/customers/queries";
import { CustomerRef, ShownCustomer, ShownPerson, UpdateCustomer } from "@/lib/customers/schema";
import { shownCustomer, shownPerson } from "@/lib/customers/shown";
import { updateCustomer } from "@/lib/customers/telling";
import { route } from "@/lib/web/route";
import { Deleted } from "@/lib/web/schema";

export const GET = route({
  summary: "Shows one customer, with their sessions, charges and the pages they visit most.",
  grant: "customers:read",
  input: CustomerRef,
  output: ShownPerson,
  handle: async (scope, { id }) => shownPerson(scope, await getCustomer(scope, id)),
});

export const PATCH = route({
  summary: "Changes traits of a customer. A null takes a trait away; what is not named stays.",
  grant: "customers:write",
  input: UpdateCustomer,
  output: ShownCustomer,
  handle: async (scope, input) => shownCustomer(await updateCustomer(scope, input)),
});

export const DELETE = route({
  summary: "Erases a customer for good. Only a keyed hash of each name stays, so that nothing brings them back.",
  grant: "customers:delete",
  input: CustomerRef,
  output: Deleted,
  handle: async (scope, { id }) => ({ id: await eraseCustomer(scope, id), deleted: true as const }),
});
