import { deleteTag, updateTag } from "@/lib/tags/commands";
import { getCountedTag } from "@/lib/tags/queries";
import { ShownTag, TagId, UpdateTag } from "@/lib/tags/schema";
import { shownTag } from "@/lib/tags/shown";
import { route } from "@/lib/web/route";
import { Deleted } from "@/lib/web/schema";

export const GET = route({
  summary: "Shows one tag.",
  grant: "tags:read",
  input: TagId,
  output: ShownTag,
  handle: async (scope, { id }) => shownTag(await getCountedTag(scope, id)),
});

export const PATCH = route({
  summary: "Changes a tag's name, colour or description. Who has it keeps it.",
  grant: "tags:write",
  input: UpdateTag,
  output: ShownTag,
  handle: async (scope, input) => shownTag(await getCountedTag(scope, (await updateTag(scope, input)).id)),
});

export const DELETE = route({
  summary: "Deletes a tag that no segment and no automation uses. It is taken away from everybody.",
  grant: "tags:write",
  input: TagId,
  output: Deleted,
  handle: async (scope, { id }) => {
    await deleteTag(scope, id);
    return { id, deleted: true } as const;
  },
});
