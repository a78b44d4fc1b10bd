"use server";

import { refresh } from "next/cache";
import { deleteEventType, updateEventType } from "@/lib/events/catalogue/commands";
import { EventTypeName, UpdateEventType } from "@/lib/events/catalogue/schema";
import { action } from "@/lib/web/action";

export const updateEventTypeAction = action({
  grant: "traits:write",
  input: UpdateEventType,
  handle: async (scope, input) => {
    await updateEventType(scope, input);
    refresh();
  },
});

export const deleteEventTypeAction = action({
  grant: "traits:write",
  input: EventTypeName,
  handle: (scope, { name }) => deleteEventType(scope, name),
});
