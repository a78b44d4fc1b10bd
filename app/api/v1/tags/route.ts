import { createTag } from "@/lib/tags/commands";
import { getCountedTag, listTags } from "@/lib/tags/queries";
import { CreateTag, ListTags, ShownTag, ShownTags } from "@/lib/tags/schema";
import { shownTag } from "@/lib/tags/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists tags by name, each with how many customers have it.",
  grant: "tags:read",
  input: ListTags,
  output: ShownTags,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listTags(scope, input);
    return { data: items.map(shownTag), next_cursor: nextCursor };
  },
});

export const POST = route({
  summary: "Creates a tag. Names that differ in case alone are one tag.",
  grant: "tags:write",
  input: CreateTag,
  output: ShownTag,
  status: 201,
  handle: async (scope, input) => shownTag(await getCountedTag(scope, (await createTag(scope, input)).id)),
});
