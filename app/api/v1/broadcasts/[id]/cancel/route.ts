import { ShownBroadcast } from "@/lib/broadcasts/api/schema";
import { BroadcastId } from "@/lib/broadcasts/schema";
import { cancelBroadcast } from "@/lib/broadcasts/sending";
import { shownBroadcast } from "@/lib/broadcasts/shown";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Ends a broadcast for good: nobody else gets it.",
  grant: "broadcasts:write",
  input: BroadcastId,
  output: ShownBroadcast,
  handle: async (scope, { id }) => shownBroadcast(await cancelBroadcast(scope, id)),
});
