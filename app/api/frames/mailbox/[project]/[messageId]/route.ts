import { getReceived } from "@/lib/messages/mailbox";
import { frame } from "@/lib/web/frame";

export async function GET(_: Request, { params }: RouteContext<"/api/frames/mailbox/[project]/[messageId]">): Promise<Response> {
  const { project, messageId } = await params;
  return frame(project, async (scope) => (await getReceived(scope, messageId)).email.html);
}
