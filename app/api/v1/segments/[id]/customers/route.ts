import { listSegmentCustomers } from "@/lib/segments/queries";
import { ListSegmentCustomers, ShownSegmentCustomers } from "@/lib/segments/schema";
import { shownSegmentCustomer } from "@/lib/segments/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists the customers of a segment, the newest first, or finds them by what an email, an id or a name begins with.",
  grant: "customers:read",
  input: ListSegmentCustomers,
  output: ShownSegmentCustomers,
  handle: async (scope, { id, ...paging }) => {
    const { items, nextCursor } = await listSegmentCustomers(scope, id, paging);
    return { data: items.map(shownSegmentCustomer), next_cursor: nextCursor };
  },
});
