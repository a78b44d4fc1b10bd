import { listDeliveries } from "@/lib/webhooks/queries";
import { ListDeliveries, ShownDeliveries } from "@/lib/webhooks/schema";
import { shownDelivery } from "@/lib/webhooks/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists what a webhook was told, the newest first, with what was answered at each attempt.",
  grant: "webhooks:read",
  input: ListDeliveries,
  output: ShownDeliveries,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listDeliveries(scope, input);
    return { data: items.map(shownDelivery), next_cursor: nextCursor };
  },
});
