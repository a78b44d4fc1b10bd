import { MakeBroadcast, ShownBroadcast, ShownBroadcasts } from "@/lib/broadcasts/api/schema";
import { createBroadcast } from "@/lib/broadcasts/commands";
import { listBroadcasts } from "@/lib/broadcasts/queries";
import { ListBroadcasts } from "@/lib/broadcasts/schema";
import { shownBroadcast } from "@/lib/broadcasts/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists broadcasts, the newest first.",
  grant: "broadcasts:read",
  input: ListBroadcasts,
  output: ShownBroadcasts,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listBroadcasts(scope, input);
    return { data: items.map(shownBroadcast), next_cursor: nextCursor };
  },
});

export const POST = route({
  summary: "Creates a broadcast as a draft: nothing is sent before it is told to.",
  grant: "broadcasts:write",
  input: MakeBroadcast,
  output: ShownBroadcast,
  status: 201,
  handle: async (scope, { template_id: templateId, smart_sending: smartSending, ...said }) =>
    shownBroadcast(await createBroadcast(scope, { ...said, templateId, smartSending })),
});
