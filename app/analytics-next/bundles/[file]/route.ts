import { segmentPart } from "@/lib/instance/scripts";
import { script } from "@/lib/web/script";

/** Segment's script asks here for a part of itself, where a page needs one. */
export const GET = async (request: Request, { params }: RouteContext<"/analytics-next/bundles/[file]">) =>
  script(request, segmentPart((await params).file));
