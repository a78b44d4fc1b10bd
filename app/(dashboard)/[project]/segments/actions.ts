"use server";

import { refresh } from "next/cache";
import { createSegment, deleteSegment, duplicateSegment, updateSegment } from "@/lib/segments/commands";
import { previewRule } from "@/lib/segments/preview";
import { CreateSegment, PreviewRule, SegmentId, UpdateSegment } from "@/lib/segments/schema";
import { action } from "@/lib/web/action";

const grant = "segments:write";

export const createSegmentAction = action({
  grant,
  input: CreateSegment,
  handle: async (scope, input) => ({ id: (await createSegment(scope, input)).id }),
});

export const updateSegmentAction = action({
  grant,
  input: UpdateSegment,
  handle: async (scope, input) => {
    const { id } = await updateSegment(scope, input);
    refresh();
    return { id };
  },
});

export const duplicateSegmentAction = action({
  grant,
  input: SegmentId,
  handle: async (scope, { id }) => ({ id: (await duplicateSegment(scope, id)).id }),
});

export const deleteSegmentAction = action({ grant, input: SegmentId, handle: (scope, { id }) => deleteSegment(scope, id) });

export const previewRuleAction = action({
  grant: "segments:read",
  input: PreviewRule,
  handle: (scope, { rule }) => previewRule(scope, rule),
});
