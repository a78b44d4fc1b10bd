import { listCustomers } from "@/lib/customers/list";
import { ListCustomers, ShownCustomer, ShownCustomers, TellCustomer } from "@/lib/customers/schema";
import { shownCustomer } from "@/lib/customers/shown";
import { tellCustomer } from "@/lib/customers/telling";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists customers, the newest first, or finds them by what an email, an id or a name begins with.",
  grant: "customers:read",
  input: ListCustomers,
  output: ShownCustomers,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listCustomers(scope, input);
    return { data: items.map(shownCustomer), next_cursor: nextCursor };
  },
});

export const POST = route({
  summary: "Tells about a customer, who is found by the strongest name given or made. Traits are added; a null takes one away.",
  grant: "customers:write",
  input: TellCustomer,
  output: ShownCustomer,
  handle: async (scope, input) => shownCustomer(await tellCustomer(scope, input)),
});
