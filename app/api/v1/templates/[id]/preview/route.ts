import { findingsOf } from "@/lib/templates/findings";
import { previewTemplate } from "@/lib/templates/preview";
import { PreviewTemplate, ShownPreview } from "@/lib/templates/schema";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Renders a template's draft, or a version of it, as one customer would get it. Nothing is sent.",
  grant: "templates:read",
  input: PreviewTemplate,
  output: ShownPreview,
  handle: async (scope, input) => {
    const seen = await previewTemplate(scope, input);
    const { subject, html, text, missing } = seen;
    return { subject, html, text, missing, findings: findingsOf(seen) };
  },
});
