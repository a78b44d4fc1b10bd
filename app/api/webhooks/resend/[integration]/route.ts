import { hearFromResend } from "@/lib/web/provider";

/** What Resend tells of emails: signed by Resend, for one integration of one project. */
export const POST = async (request: Request, { params }: RouteContext<"/api/webhooks/resend/[integration]">) =>
  hearFromResend(request, (await params).integration);
