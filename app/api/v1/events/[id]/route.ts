import { getEvent } from "@/lib/events/queries";
import { EventId, ShownEvent } from "@/lib/events/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows one event as it came.",
  grant: "events:read",
  input: EventId,
  output: ShownEvent,
  handle: async (scope, { id }) => (await getEvent(scope, id)).event,
});
