import { deleteEventType, updateEventType } from "@/lib/events/catalogue/commands";
import { getEventType, shownEventType } from "@/lib/events/catalogue/queries";
import { DeletedEventType, EventTypeName, ShownEventType, UpdateEventType } from "@/lib/events/catalogue/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows one name of events.",
  grant: "events:read",
  input: EventTypeName,
  output: ShownEventType,
  handle: async (scope, { name }) => shownEventType(await getEventType(scope, name)),
});

export const PATCH = route({
  summary: "Changes the description or colour of an event. Its name is what senders say.",
  grant: "traits:write",
  input: UpdateEventType,
  output: ShownEventType,
  handle: async (scope, input) => {
    await updateEventType(scope, input);
    return shownEventType(await getEventType(scope, input.name));
  },
});

export const DELETE = route({
  summary: "Deletes the whole history of an event that nothing uses, and its line in the catalogue. A job does that within minutes.",
  grant: "traits:write",
  input: EventTypeName,
  output: DeletedEventType,
  handle: async (scope, { name }) => {
    await deleteEventType(scope, name);
    return { name, deleted: true } as const;
  },
});
