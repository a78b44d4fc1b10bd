import { ShownBroadcast } from "@/lib/broadcasts/api/schema";
import { BroadcastId } from "@/lib/broadcasts/schema";
import { pauseBroadcast } from "@/lib/broadcasts/sending";
import { shownBroadcast } from "@/lib/broadcasts/shown";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Holds a broadcast that is being sent where it is.",
  grant: "broadcasts:write",
  input: BroadcastId,
  output: ShownBroadcast,
  handle: async (scope, { id }) => shownBroadcast(await pauseBroadcast(scope, id)),
});
