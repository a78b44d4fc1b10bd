import { createSegment } from "@/lib/segments/commands";
import { listSegments } from "@/lib/segments/queries";
import { CreateSegment, ListSegments, ShownSegment, ShownSegments } from "@/lib/segments/schema";
import { shownSegment, shownSegments } from "@/lib/segments/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists segments by name, each with how many customers are in it.",
  grant: "segments:read",
  input: ListSegments,
  output: ShownSegments,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listSegments(scope, input);
    return { data: await shownSegments(scope, items), next_cursor: nextCursor };
  },
});

export const POST = route({
  summary: "Creates a segment. Its rule is applied to everyone in the background; that starts no automation.",
  grant: "segments:write",
  input: CreateSegment,
  output: ShownSegment,
  status: 201,
  handle: async (scope, input) => shownSegment(scope, await createSegment(scope, input)),
});
