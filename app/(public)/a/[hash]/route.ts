import { pictureResponse } from "@/lib/web/picture";

export async function GET(request: Request, { params }: RouteContext<"/a/[hash]">): Promise<Response> {
  return pictureResponse(request, (await params).hash);
}
