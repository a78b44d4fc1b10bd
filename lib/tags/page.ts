import "server-only";
import { may, type Scope } from "@/lib/scope";
import { listTags, offeredTags } from "@/lib/tags/queries";
import { listedTag } from "@/lib/tags/shown";

const ROWS = 50;

/** All that the page of tags shows. */
export async function tagsPage(scope: Scope, { q, cursor }: { q?: string | undefined; cursor?: string | undefined }) {
  const [{ items, nextCursor }, offered] = await Promise.all([listTags(scope, { q, cursor, limit: ROWS }), offeredTags(scope)]);
  return { tags: items.map(listedTag), nextCursor, offered, mayEdit: may(scope.actor, "tags:write") };
}
