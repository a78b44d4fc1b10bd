import { z } from "zod";
import { StepId } from "@/lib/automations/steps/schema";

/** Sends one email. `templateVersion` is set when the flow goes live, and never by hand. */
export const EmailStep = z.strictObject({
  id: StepId,
  type: z.literal("email"),
  templateId: z.string().max(60).nullable(),
  transactional: z.boolean().default(false),
  templateVersion: z.number().int().min(1).optional(),
});
export type EmailStep = z.infer<typeof EmailStep>;

export const freshEmail = (id: string): EmailStep => ({ id, type: "email", templateId: null, transactional: false });
