import { z } from "zod";
import { StepId } from "@/lib/automations/steps/schema";

/** Puts a tag on the customer, or takes it off. */
export const TagStep = z.strictObject({ id: StepId, type: z.literal("tag"), tagId: z.string().max(60).nullable(), on: z.boolean() });
export type TagStep = z.infer<typeof TagStep>;

export const freshTag = (id: string): TagStep => ({ id, type: "tag", tagId: null, on: true });
