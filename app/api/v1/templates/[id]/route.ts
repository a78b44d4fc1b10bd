import { updateTemplate } from "@/lib/templates/commands";
import { deleteTemplate } from "@/lib/templates/keeping";
import { getTemplate } from "@/lib/templates/queries";
import { ShownTemplate, TemplateId, UpdateTemplate } from "@/lib/templates/schema";
import { shownTemplate } from "@/lib/templates/shown";
import { route } from "@/lib/web/route";
import { Deleted } from "@/lib/web/schema";

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

export const DELETE = route({
  summary: "Deletes a template that nothing sends any more. Messages that were sent with it keep their version.",
  grant: "templates:write",
  input: TemplateId,
  output: Deleted,
  handle: async (scope, { id }) => {
    await deleteTemplate(scope, id);
    return { id, deleted: true as const };
  },
});
