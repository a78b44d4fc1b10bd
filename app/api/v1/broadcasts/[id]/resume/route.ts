import { ShownBroadcast } from "@/lib/broadcasts/api/schema";
import { BroadcastId } from "@/lib/broadcasts/schema";
import { resumeBroadcast } from "@/lib/broadcasts/sending";
import { shownBroadcast } from "@/lib/broadcasts/shown";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Goes on with a paused broadcast, to those who have not got it.",
  grant: "broadcasts:write",
  input: BroadcastId,
  output: ShownBroadcast,
  handle: async (scope, { id }) => shownBroadcast(await resumeBroadcast(scope, id)),
});
