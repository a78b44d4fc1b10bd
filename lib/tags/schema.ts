import { z } from "zod";
import { type Colour, ColourName } from "@/lib/colours/schema";
import { ListInput, listOf } from "@/lib/paging/schema";

export const LONGEST_TAG = 80;

/** A tag's name as it is kept: one space between words and none around them. Names that differ in case alone are one tag. */
export const tagName = (said: string): string => said.trim().replace(/\s+/g, " ");

const Name = z
  .string("Give the tag a name.")
  .max(500)
  .transform(tagName)
  .pipe(z.string().min(1, "Give the tag a name.").max(LONGEST_TAG, `At most ${LONGEST_TAG} characters.`))
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "This text has characters that cannot be stored.");
const Description = z.string().trim().max(500, "At most 500 characters.").nullable();
const Id = z.string().min(1).max(60);

export const CreateTag = z.object({ name: Name, colour: ColourName.optional(), description: Description.optional() });
export type CreateTag = z.infer<typeof CreateTag>;

export const UpdateTag = z.object({ id: Id, name: Name.optional(), colour: ColourName.optional(), description: Description.optional() });
export type UpdateTag = z.infer<typeof UpdateTag>;

export const TagId = z.object({ id: Id });
export const ListTags = ListInput;
export type ListTags = z.infer<typeof ListTags>;

/** Everybody who has `id` gets `into`; then `id` is gone. */
export const MergeTags = z.object({ id: Id, into: Id });

/** A tag for one customer, by our id of the customer or `user_id:` and your own. By name it is made if it is missing. */
export const TagOneCustomer = z.object({
  id: z.string().max(300).describe("`cus_…`, or `user_id:` and your own id."),
  name: Name.describe("The tag's name. A tag of this name is made if there is none."),
});
export const UntagOneCustomer = TagOneCustomer.extend({ name: Name.describe("The tag's name.") });

/** The same for people who look at a customer, or at many of them. */
export const TagByHand = z.object({
  customers: z.array(z.string().max(60)).min(1).max(500),
  name: Name,
  on: z.boolean(),
});

/** A tag as the API shows it. `customers` is how many have it; beyond 100,000 `or_more` says that there are more. */
export const ShownTag = z.object({
  id: z.string(),
  name: z.string(),
  colour: ColourName,
  description: z.string().nullable(),
  customers: z.number().int(),
  or_more: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type ShownTag = z.infer<typeof ShownTag>;
export const ShownTags = listOf(ShownTag);

/** The tags of one customer. */
export const ShownTagOf = ShownTag.pick({ id: true, name: true, colour: true }).extend({ added_at: z.iso.datetime() });
export const ShownCustomerTags = z.object({ tags: z.array(ShownTagOf) });

/** A tag as a chip shows it. */
export type ChipTag = { id: string; name: string; colour: Colour };
/** A tag as a row of the list. */
export type ListedTag = ChipTag & { description: string | null; customers: number; orMore: boolean; updatedAt: Date };
