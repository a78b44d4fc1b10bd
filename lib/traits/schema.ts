import { z } from "zod";
import { ListInput, listOf } from "@/lib/paging/schema";
import { FORMAT_NAMES, type TraitFormat } from "@/lib/traits/formats/schema";

const Key = z.string().min(1).max(200);
const Format = z.enum(FORMAT_NAMES as [TraitFormat, ...TraitFormat[]], "Choose one of the formats.");
const Label = z.string().trim().max(80, "At most 80 characters.").nullable();
const Description = z.string().trim().max(500, "At most 500 characters.").nullable();

export const TraitKey = z.object({ key: Key });
export const ListTraits = ListInput;
export type ListTraits = z.infer<typeof ListTraits>;

/** Of what type its values are; one that held several is mixed. */
const TYPES = ["string", "number", "boolean", "array", "object"] as const;
export const CreateTrait = z.object({
  key: Key.refine((key) => !key.includes("\0"), "It holds a character that cannot be kept."),
  type: z.enum(TYPES, "Choose a type."),
  label: Label.optional(),
  description: Description.optional(),
  format: Format.nullable().optional(),
});
export type CreateTrait = z.infer<typeof CreateTrait>;
export const DeletedTrait = z.object({ key: z.string(), deleted: z.literal(true) });

/** What people read for a trait. Its key never changes: that is how senders speak of it. Null takes a label, description or format away. */
export const UpdateTrait = TraitKey.extend({
  label: Label.optional(),
  description: Description.optional(),
  format: Format.nullable().optional(),
});
export type UpdateTrait = z.infer<typeof UpdateTrait>;

/** How many have it, of how many. Where there are many customers both are estimated from an even sample of them. */
export type Coverage = { customers: number; of: number; estimated: boolean };

/** A trait as a row of the list. */
export type ListedTrait = {
  key: string;
  label: string | null;
  description: string | null;
  type: string;
  format: TraitFormat | null;
  firstSeenAt: Date | null;
  lastSeenAt: Date | null;
  coverage: Coverage;
};

/** `distinct` counts the values that were looked at; `looked` of `customers` were. */
export type TraitValues = { looked: number; distinct: number; top: { value: unknown; customers: number }[] };

export const ShownTrait = z.object({
  key: z.string(),
  label: z.string().nullable(),
  description: z.string().nullable(),
  type: z.string().describe("string, number, boolean, array, object, or mixed where it held several."),
  format: Format.nullable(),
  customers: z.number().int().describe("How many customers have it."),
  of: z.number().int().describe("How many customers there are."),
  estimated: z.boolean().describe("Whether these are estimated from a sample."),
  first_seen_at: z.iso.datetime().nullable().describe("Null while it is declared and was not told yet."),
  last_seen_at: z.iso.datetime().nullable(),
});
export type ShownTrait = z.infer<typeof ShownTrait>;
export const ShownTraits = listOf(ShownTrait);
