import { listMessages } from "@/lib/messages/queries";
import { ListMessages, ShownMessages } from "@/lib/messages/schema";
import { shownMessage } from "@/lib/messages/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists messages, the newest first: what was sent, skipped or failed, and why.",
  grant: "messages:read",
  input: ListMessages,
  output: ShownMessages,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listMessages(scope, input);
    return { data: items.map(shownMessage), next_cursor: nextCursor };
  },
});
