import { ShownVersion, TemplateVersionId } from "@/lib/templates/schema";
import { shownVersion } from "@/lib/templates/shown";
import { getVersion } from "@/lib/templates/versions";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows one published version of a template, which never changes.",
  grant: "templates:read",
  input: TemplateVersionId,
  output: ShownVersion,
  handle: async (scope, input) => shownVersion(await getVersion(scope, input)),
});
