import { getMessage } from "@/lib/messages/queries";
import { withoutPixel } from "@/lib/templates/links";
import { frame } from "@/lib/web/frame";

export async function GET(_: Request, { params }: RouteContext<"/api/frames/messages/[project]/[messageId]">): Promise<Response> {
  const { project, messageId } = await params;
  return frame(project, async (scope) => withoutPixel((await getMessage(scope, messageId)).contents?.html ?? ""));
}
