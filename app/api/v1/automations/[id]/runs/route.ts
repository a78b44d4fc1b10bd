import { ListRuns, ShownRuns } from "@/lib/automations/api/schema";
import { shownRun } from "@/lib/automations/api/shown";
import { listRuns } from "@/lib/automations/runs";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists who went through an automation, the latest first; with `step`, those who are at it now.",
  grant: "automations:read",
  input: ListRuns,
  output: ShownRuns,
  handle: async (scope, { id, step, ...page }) => {
    const { items, nextCursor } = await listRuns(scope, id, { ...page, nodeId: step });
    return { data: items.map(shownRun), next_cursor: nextCursor };
  },
});
