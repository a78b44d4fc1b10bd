"use server";

import { z } from "zod";
import { waitingFor } from "@/lib/projects/first-steps";
import { action } from "@/lib/web/action";

export const lookForEventAction = action({ grant: "events:read", input: z.object({}), handle: waitingFor });
