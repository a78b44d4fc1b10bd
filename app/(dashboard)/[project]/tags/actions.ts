"use server";

import { refresh } from "next/cache";
import { createTag, deleteTag, updateTag } from "@/lib/tags/commands";
import { mergeTags } from "@/lib/tags/merging";
import { CreateTag, MergeTags, TagByHand, TagId, UpdateTag } from "@/lib/tags/schema";
import { tagByHand } from "@/lib/tags/tagging";
import { usageOfTag } from "@/lib/tags/usage";
import { action } from "@/lib/web/action";

const grant = "tags:write";

export const createTagAction = action({
  grant,
  input: CreateTag,
  handle: async (scope, input) => {
    await createTag(scope, input);
    refresh();
  },
});

export const updateTagAction = action({
  grant,
  input: UpdateTag,
  handle: async (scope, input) => {
    await updateTag(scope, input);
    refresh();
  },
});

export const mergeTagsAction = action({
  grant,
  input: MergeTags,
  handle: async (scope, input) => {
    await mergeTags(scope, input);
    refresh();
  },
});

export const deleteTagAction = action({
  grant,
  input: TagId,
  handle: async (scope, { id }) => {
    await deleteTag(scope, id);
    refresh();
  },
});

export const tagUsageAction = action({ grant: "tags:read", input: TagId, handle: (scope, { id }) => usageOfTag(scope, id) });

export const setTagAction = action({
  grant: "customers:write",
  input: TagByHand,
  handle: async (scope, input) => {
    await tagByHand(scope, input);
    refresh();
  },
});
