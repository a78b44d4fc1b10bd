import { previewBroadcast } from "@/lib/broadcasts/preview";
import { frame } from "@/lib/web/frame";

export async function GET(request: Request, { params }: RouteContext<"/api/frames/broadcasts/[project]/[broadcastId]">): Promise<Response> {
  const { project, broadcastId: id } = await params;
  const { searchParams } = new URL(request.url);
  const [customer, template] = ["customer", "template"].map((name) => searchParams.get(name) ?? undefined);
  return frame(project, async (scope) => (await previewBroadcast(scope, { id, customer, template })).html);
}
