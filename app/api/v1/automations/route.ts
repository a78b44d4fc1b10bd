import { ListAutomations, ShownAutomation, ShownAutomations } from "@/lib/automations/api/schema";
import { shownAutomation } from "@/lib/automations/api/shown";
import { createAutomation } from "@/lib/automations/commands";
import { listAutomations } from "@/lib/automations/queries";
import { tallies } from "@/lib/automations/runs";
import { CreateAutomation } from "@/lib/automations/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists automations, the newest first.",
  grant: "automations:read",
  input: ListAutomations,
  output: ShownAutomations,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listAutomations(scope, input);
    const numbers = await tallies(
      scope,
      items.map(({ id }) => id),
    );
    return { data: items.map((automation) => shownAutomation(automation, numbers.get(automation.id))), next_cursor: nextCursor };
  },
});

export const POST = route({
  summary: "Creates an automation as a draft.",
  grant: "automations:write",
  input: CreateAutomation,
  output: ShownAutomation,
  status: 201,
  handle: async (scope, input) => shownAutomation(await createAutomation(scope, input)),
});
