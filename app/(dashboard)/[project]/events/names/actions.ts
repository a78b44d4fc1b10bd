"use server";

import { refresh } from "next/cache";
import { updateEventType } from "@/lib/events/catalogue/commands";
import { UpdateEventType } from "@/lib/events/catalogue/schema";
import { action } from "@/lib/web/action";

export const updateEventTypeAction = action({
  grant: "traits:write",
  input: UpdateEventType,
  handle: async (scope, input) => {
    await updateEventType(scope, input);
    refresh();
  },
});
