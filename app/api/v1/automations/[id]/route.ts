import { ShownAutomation } from "@/lib/automations/api/schema";
import { shownAutomation } from "@/lib/automations/api/shown";
import { deleteAutomation } from "@/lib/automations/commands";
import { getAutomation } from "@/lib/automations/queries";
import { tallies } from "@/lib/automations/runs";
import { AutomationId, UpdateAutomation } from "@/lib/automations/schema";
import { updateAutomation } from "@/lib/automations/updating";
import { route } from "@/lib/web/route";
import { Deleted } from "@/lib/web/schema";

export const GET = route({
  summary: "Shows one automation.",
  grant: "automations:read",
  input: AutomationId,
  output: ShownAutomation,
  handle: async (scope, { id }) => shownAutomation(await getAutomation(scope, id), (await tallies(scope, [id])).get(id)),
});

export const PATCH = route({
  summary: "Changes an automation's name, flow or status: live publishes or resumes, paused holds everybody where they are.",
  grant: "automations:write",
  input: UpdateAutomation,
  output: ShownAutomation,
  handle: async (scope, input) => shownAutomation(await updateAutomation(scope, input), (await tallies(scope, [input.id])).get(input.id)),
});

export const DELETE = route({
  summary: "Deletes a draft that never went live. One that was live is archived instead, by its status.",
  grant: "automations:write",
  input: AutomationId,
  output: Deleted,
  handle: async (scope, { id }) => {
    await deleteAutomation(scope, id);
    return { id, deleted: true as const };
  },
});
