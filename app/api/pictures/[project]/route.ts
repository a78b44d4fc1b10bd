import { uploaded } from "@/lib/web/picture";

export async function POST(request: Request, { params }: RouteContext<"/api/pictures/[project]">): Promise<Response> {
  return uploaded(request, (await params).project);
}
