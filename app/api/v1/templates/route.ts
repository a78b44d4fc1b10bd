import { ListInput } from "@/lib/paging/schema";
import { createTemplate } from "@/lib/templates/commands";
import { listTemplates } from "@/lib/templates/queries";
import { CreateTemplate, ShownTemplate, ShownTemplates } from "@/lib/templates/schema";
import { shownTemplate } from "@/lib/templates/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists templates by name.",
  grant: "templates:read",
  input: ListInput,
  output: ShownTemplates,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listTemplates(scope, input);
    return { data: items.map(shownTemplate), next_cursor: nextCursor };
  },
});

export const POST = route({
  summary: "Creates a template. What is left out is taken from the project's default template. Publish it before it can be sent.",
  grant: "templates:write",
  input: CreateTemplate,
  output: ShownTemplate,
  status: 201,
  handle: async (scope, input) => shownTemplate(await createTemplate(scope, input)),
});
