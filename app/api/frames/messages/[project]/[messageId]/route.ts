import { getMessage } from "@/lib/messages/queries";
import { frame } from "@/lib/web/frame";

export async function GET(_: Request, { params }: RouteContext<"/api/frames/messages/[project]/[messageId]">): Promise<Response> {
  const { project, messageId } = await params;
  return frame(project, async (scope) => (await getMessage(scope, messageId)).email?.html ?? "");
}
