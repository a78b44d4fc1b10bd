import { segmentScript } from "@/lib/instance/scripts";
import { script } from "@/lib/web/script";

/** Segment's snippet asks here for its script, by an address that names its key. It is the same for everybody. */
export const GET = async (request: Request, { params }: RouteContext<"/analytics.js/[...path]">) => {
  const [version, , file] = (await params).path;
  return script(request, version === "v1" && /^analytics(\.min)?\.js$/.test(file ?? "") ? segmentScript() : null);
};
