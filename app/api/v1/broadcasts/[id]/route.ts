import { ChangeBroadcast, ReportedBroadcast, ShownBroadcast } from "@/lib/broadcasts/api/schema";
import { deleteBroadcast, updateBroadcast } from "@/lib/broadcasts/commands";
import { BroadcastId } from "@/lib/broadcasts/schema";
import { reportedBroadcast, shownBroadcast } from "@/lib/broadcasts/shown";
import { route } from "@/lib/web/route";
import { Deleted } from "@/lib/web/schema";

export const GET = route({
  summary: "Shows one broadcast with what became of it.",
  grant: "broadcasts:read",
  input: BroadcastId,
  output: ReportedBroadcast,
  handle: (scope, { id }) => reportedBroadcast(scope, id),
});

export const PATCH = route({
  summary: "Changes a draft; what is scheduled has to be unscheduled first.",
  grant: "broadcasts:write",
  input: ChangeBroadcast,
  output: ShownBroadcast,
  handle: async (scope, { template_id: templateId, smart_sending: smartSending, ...said }) =>
    shownBroadcast(await updateBroadcast(scope, { ...said, templateId, smartSending })),
});

export const DELETE = route({
  summary: "Deletes a draft.",
  grant: "broadcasts:write",
  input: BroadcastId,
  output: Deleted,
  handle: async (scope, { id }) => {
    await deleteBroadcast(scope, id);
    return { id, deleted: true as const };
  },
});
