import "server-only";
import type { CountedTag, TagOf } from "@/lib/tags/queries";
import { type ListedTag, ShownTag, ShownTagOf } from "@/lib/tags/schema";
import { told } from "@/lib/told";

/** A tag as the API shows it. */
export const shownTag = (tag: CountedTag): ShownTag => told(ShownTag, tag);

export const shownTagOf = (tag: TagOf) => told(ShownTagOf, tag);

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
