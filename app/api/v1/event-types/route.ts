import { listEventTypes, shownEventType } from "@/lib/events/catalogue/queries";
import { ListEventTypes, ShownEventTypes } from "@/lib/events/catalogue/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists the names that events came under, and those of ours before their first.",
  grant: "events:read",
  input: ListEventTypes,
  output: ShownEventTypes,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listEventTypes(scope, input);
    return { data: items.map(shownEventType), next_cursor: nextCursor };
  },
});
