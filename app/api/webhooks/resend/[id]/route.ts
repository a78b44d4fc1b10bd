import { hearFromResend } from "@/lib/web/provider";

/** What Resend tells of emails: signed by Resend, for one integration of one project. */
export const POST = async (request: Request, { params }: { params: Promise<{ id: string }> }) => hearFromResend(request, (await params).id);
