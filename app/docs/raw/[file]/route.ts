import { docsMarkdown } from "@/lib/web/docs";

/** The documentation as it is written, the same for everybody. */
export const GET = async (_: Request, { params }: RouteContext<"/docs/raw/[file]">) => docsMarkdown((await params).file);
