"use server";

import { refresh } from "next/cache";
import { createSegment, deleteSegment, duplicateSegment, updateSegment } from "@/lib/segments/commands";
import { AskWhy, AskWhyInSegment, CreateSegment, SegmentId, UpdateSegment } from "@/lib/segments/schema";
import { whyInSegment, whyOf } from "@/lib/segments/why";
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

export const whyAction = action({ grant: "segments:read", input: AskWhy, handle: (scope, asked) => whyOf(scope, asked) });

export const whyInSegmentAction = action({
  grant: "segments:read",
  input: AskWhyInSegment,
  handle: (scope, asked) => whyInSegment(scope, asked),
});
