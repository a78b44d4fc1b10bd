import "server-only";
import type { Script } from "@/lib/instance/scripts";

/** For a while a browser does not ask again; for a day it uses what it has and asks meanwhile, so that a new build is everywhere by tomorrow. */
const HEADERS = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
};

/** Answers a script to any website; the server compresses it as it does all text. Without it, what is missing is said where a developer looks. */
export function script(request: Request, found: Script | null): Response {
  if (!found)
    return new Response("/* There is no such script here. */", { status: 404, headers: { ...HEADERS, "cache-control": "no-store" } });
  const headers = { ...HEADERS, etag: found.etag };
  const isKnown = request.headers.get("if-none-match")?.includes(found.etag) ?? false;
  return isKnown ? new Response(null, { status: 304, headers }) : new Response(found.text, { headers });
}
