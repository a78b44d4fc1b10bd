"use server";

import { z } from "zod";
import { recordFirstEvent } from "@/lib/events/recording";
import { waitingFor } from "@/lib/projects/first-steps";
import { action } from "@/lib/web/action";

export const sendFirstEventAction = action({
  grant: "events:write",
  input: z.object({}),
  handle: async (scope) => void (await recordFirstEvent(scope)),
});

export const lookForEventAction = action({ grant: "events:read", input: z.object({}), handle: waitingFor });
