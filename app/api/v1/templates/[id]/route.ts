import { updateTemplate } from "@/lib/templates/commands";
import { getTemplate } from "@/lib/templates/queries";
import { ShownTemplate, TemplateId, UpdateTemplate } from "@/lib/templates/schema";
import { shownTemplate } from "@/lib/templates/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows one template: its draft.",
  grant: "templates:read",
  input: TemplateId,
  output: ShownTemplate,
  handle: async (scope, { id }) => shownTemplate(await getTemplate(scope, id)),
});

export const PATCH = route({
  summary: "Changes a template's name or draft. What is being sent stays as it was published.",
  grant: "templates:write",
  input: UpdateTemplate,
  output: ShownTemplate,
  handle: async (scope, input) => shownTemplate(await updateTemplate(scope, input)),
});
