import "server-only";
import { may, type Scope } from "@/lib/scope";
import { type CountedTag, listTags, offeredTags, type TagOf } from "@/lib/tags/queries";
import { type ListedTag, ShownTag, ShownTagOf } from "@/lib/tags/schema";
import { told } from "@/lib/told";

/** A tag as the API shows it. */
export const shownTag = (tag: CountedTag): ShownTag => told(ShownTag, tag);

export const shownTagOf = (tag: TagOf) => told(ShownTagOf, tag);

/** A tag as a row of the list. */
export function listedTag({ id, name, colour, description, customers, orMore, updatedAt }: CountedTag): ListedTag {
  return { id, name, colour, description, customers, orMore, updatedAt };
}

const ROWS = 50;

/** All that the page of tags shows. */
export async function tagsPage(scope: Scope, { q, cursor }: { q?: string | undefined; cursor?: string | undefined }) {
  const [{ items, nextCursor }, offered] = await Promise.all([listTags(scope, { q, cursor, limit: ROWS }), offeredTags(scope)]);
  return { tags: items.map(listedTag), nextCursor, offered, mayEdit: may(scope.actor, "tags:write") };
}
