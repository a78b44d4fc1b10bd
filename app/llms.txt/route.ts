import { docsIndex } from "@/lib/docs/pages";

/** Where programs begin to read, the same for everybody. */
export const GET = () => new Response(docsIndex(), { headers: { "content-type": "text/plain; charset=utf-8" } });
