import { pixel } from "@/lib/web/tracking";

type Context = { params: Promise<{ token: string }> };

/** The picture in an email that tells that it was opened. */
export const GET = async (request: Request, { params }: Context): Promise<Response> => pixel(request, (await params).token);
