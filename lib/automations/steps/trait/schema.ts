import { z } from "zod";
import { plain, StepId } from "@/lib/automations/steps/schema";

/** What a trait is set to: a text, a number, or true or false, exactly as it is written. Null takes the trait away. */
export const TraitValue = z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()], "Give a text, a number, true or false.");
export type TraitValue = z.infer<typeof TraitValue>;

/** Writes something down about the customer. */
export const TraitStep = z.strictObject({
  id: StepId,
  type: z.literal("trait"),
  trait: plain(z.string().trim().max(200, "At most 200 characters.")),
  value: TraitValue,
});
export type TraitStep = z.infer<typeof TraitStep>;

export const freshTrait = (id: string): TraitStep => ({ id, type: "trait", trait: "", value: true });

/** A value as it reads in a sentence. */
export const valueInWords = (value: TraitValue): string => (typeof value === "string" ? `“${value}”` : String(value));
