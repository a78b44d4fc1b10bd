import { z } from "zod";
import { StepId } from "@/lib/automations/steps/schema";

/** Does something through an integration: which one and what, and what a person filled in for it, with its Liquid. */
export const ActionStep = z.strictObject({
  id: StepId,
  type: z.literal("action"),
  integration: z.string().max(40).nullable(),
  action: z.string().max(40).nullable(),
  input: z.record(z.string().max(60), z.string().max(60_000)).default({}),
});
export type ActionStep = z.infer<typeof ActionStep>;

export const freshAction = (id: string): ActionStep => ({ id, type: "action", integration: null, action: null, input: {} });
