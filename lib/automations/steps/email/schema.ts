import { z } from "zod";
import { StepId } from "@/lib/automations/steps/schema";

/** Sends one email. Smart Sending is on unless it says otherwise: whoever was written to within the project's days is skipped. Opens and clicks are told unless it says otherwise; of a transactional one only if it says so. `templateVersion` is set when the flow goes live, and never by hand. */
export const EmailStep = z.strictObject({
  id: StepId,
  type: z.literal("email"),
  templateId: z.string().max(60).nullable(),
  transactional: z.boolean().default(false),
  smartSending: z.boolean().optional(),
  tracking: z.boolean().optional(),
  templateVersion: z.number().int().min(1).optional(),
});
export type EmailStep = z.infer<typeof EmailStep>;

export const isTracked = ({ tracking, transactional }: EmailStep): boolean => tracking ?? !transactional;

export const freshEmail = (id: string): EmailStep => ({ id, type: "email", templateId: null, transactional: false });
