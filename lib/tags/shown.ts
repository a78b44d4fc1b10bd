import "server-only";
import type { CountedTag, TagOf } from "@/lib/tags/queries";
import type { ListedTag, ShownTag } from "@/lib/tags/schema";

/** A tag as the API shows it. */
export const shownTag = ({ id, name, colour, description, customers, orMore, createdAt, updatedAt }: CountedTag): ShownTag => ({
  id,
  name,
  colour,
  description,
  customers,
  or_more: orMore,
  created_at: createdAt.toISOString(),
  updated_at: updatedAt.toISOString(),
});

export const shownTagOf = ({ id, name, colour, addedAt }: TagOf) => ({ id, name, colour, added_at: addedAt.toISOString() });

/** A tag as a row of the list. */
export const listedTag = ({ id, name, colour, description, customers, orMore, updatedAt }: CountedTag): ListedTag => ({
  id,
  name,
  colour,
  description,
  customers,
  orMore,
  updatedAt,
});
