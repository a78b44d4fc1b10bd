import { publishTemplate } from "@/lib/templates/commands";
import { Published, TemplateId } from "@/lib/templates/schema";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Publishes a template's draft as a new version, which never changes afterwards.",
  grant: "templates:write",
  input: TemplateId,
  output: Published,
  status: 201,
  handle: async (scope, { id }) => {
    const { version, variables: paths } = await publishTemplate(scope, id);
    return { id, version, variables: paths.map((path) => path.join(".")) };
  },
});
