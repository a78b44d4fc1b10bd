import { previewStarter } from "@/lib/templates/preview";
import { PreviewFrame } from "@/lib/templates/schema";
import { asSeenIn } from "@/lib/templates/schemes";
import { frame } from "@/lib/web/frame";

export async function GET(request: Request, { params }: RouteContext<"/api/frames/gallery/[project]/[starter]">): Promise<Response> {
  const { project, starter } = await params;
  const { scheme } = PreviewFrame.parse(Object.fromEntries(new URL(request.url).searchParams));
  return frame(project, async (scope) => asSeenIn((await previewStarter(scope, starter)).html, scheme));
}
