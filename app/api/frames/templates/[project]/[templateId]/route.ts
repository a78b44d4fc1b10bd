import { previewTemplate } from "@/lib/templates/preview";
import { frame } from "@/lib/web/frame";

export async function GET(request: Request, { params }: RouteContext<"/api/frames/templates/[project]/[templateId]">): Promise<Response> {
  const { project, templateId: id } = await params;
  const customer = new URL(request.url).searchParams.get("customer") ?? undefined;
  return frame(project, async (scope) => (await previewTemplate(scope, { id, customer })).html);
}
