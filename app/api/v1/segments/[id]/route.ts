import { deleteSegment, updateSegment } from "@/lib/segments/commands";
import { getSegment } from "@/lib/segments/queries";
import { SegmentId, ShownSegment, UpdateSegment } from "@/lib/segments/schema";
import { shownSegment } from "@/lib/segments/shown";
import { route } from "@/lib/web/route";
import { Deleted } from "@/lib/web/schema";

export const GET = route({
  summary: "Shows one segment.",
  grant: "segments:read",
  input: SegmentId,
  output: ShownSegment,
  handle: async (scope, { id }) => shownSegment(scope, await getSegment(scope, id)),
});

export const PATCH = route({
  summary: "Changes a segment's name, description or rule. A new rule is applied to everyone; that starts no automation.",
  grant: "segments:write",
  input: UpdateSegment,
  output: ShownSegment,
  handle: async (scope, input) => shownSegment(scope, await updateSegment(scope, input)),
});

export const DELETE = route({
  summary: "Deletes a segment that no automation begins with. Its customers stay.",
  grant: "segments:write",
  input: SegmentId,
  output: Deleted,
  handle: async (scope, { id }) => {
    await deleteSegment(scope, id);
    return { id, deleted: true } as const;
  },
});
