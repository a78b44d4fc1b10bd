import { ShownBroadcast } from "@/lib/broadcasts/api/schema";
import { BroadcastId } from "@/lib/broadcasts/schema";
import { unscheduleBroadcast } from "@/lib/broadcasts/sending";
import { shownBroadcast } from "@/lib/broadcasts/shown";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Takes a scheduled broadcast back into a draft.",
  grant: "broadcasts:write",
  input: BroadcastId,
  output: ShownBroadcast,
  handle: async (scope, { id }) => shownBroadcast(await unscheduleBroadcast(scope, id)),
});
