import { PreviewFrame } from "@/lib/templates/schema";
import { previewTemplate } from "@/lib/templates/preview";
import { asSeenIn } from "@/lib/templates/schemes";
import { frame } from "@/lib/web/frame";

export async function GET(request: Request, { params }: RouteContext<"/api/frames/templates/[project]/[templateId]">): Promise<Response> {
  const { project, templateId: id } = await params;
  const { scheme, ...asked } = PreviewFrame.parse(Object.fromEntries(new URL(request.url).searchParams));
  return frame(project, async (scope) => asSeenIn((await previewTemplate(scope, { id, ...asked })).html, scheme));
}
