import { z } from "zod";
import { plain, StepId } from "@/lib/automations/steps/schema";

/** Records an event of the customer, as if they had done something. Its properties are exactly what is written. */
export const EventStep = z.strictObject({
  id: StepId,
  type: z.literal("event"),
  name: plain(z.string().trim().max(200, "At most 200 characters.")),
  properties: z
    .record(plain(z.string().min(1).max(200)), z.union([plain(z.string().max(1_000)), z.number(), z.boolean()]))
    .refine((properties) => Object.keys(properties).length <= 50, "At most 50 properties."),
});
export type EventStep = z.infer<typeof EventStep>;

export const freshEvent = (id: string): EventStep => ({ id, type: "event", name: "", properties: {} });
