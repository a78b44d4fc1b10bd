import { listEvents } from "@/lib/events/queries";
import { recordEvent } from "@/lib/events/recording";
import { ListEvents, RecordedEvent, RecordEvent, ShownEvents } from "@/lib/events/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists events, the newest first; those of one customer, of a name or of names that begin so by when they happened.",
  grant: "events:read",
  input: ListEvents,
  output: ShownEvents,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listEvents(scope, input);
    return { data: items, next_cursor: nextCursor };
  },
});

export const POST = route({
  summary: "Records an event. Once answered it is never lost, and told again under its message_id it counts once.",
  grant: "events:write",
  input: RecordEvent,
  output: RecordedEvent,
  status: 201,
  handle: recordEvent,
});
