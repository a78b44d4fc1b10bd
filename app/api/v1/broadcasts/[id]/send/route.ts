import { ShownBroadcast } from "@/lib/broadcasts/api/schema";
import { SendBroadcast } from "@/lib/broadcasts/schema";
import { scheduleBroadcast } from "@/lib/broadcasts/sending";
import { shownBroadcast } from "@/lib/broadcasts/shown";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Sends a draft, now or at a time.",
  grant: "broadcasts:write",
  input: SendBroadcast,
  output: ShownBroadcast,
  handle: async (scope, input) => shownBroadcast(await scheduleBroadcast(scope, input)),
});
