import "server-only";
import type { ReactElement } from "react";

/** Nothing runs, nothing is loaded, nothing is framed; forms post to us alone. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * A whole page as an answer of a route, for doors that must take GET and POST at one address. It needs no script, is never kept, and
 * search engines are asked to leave it out; where its links lead is not told whence they came.
 */
export async function documentResponse(page: ReactElement, status = 200): Promise<Response> {
  const { renderToStaticMarkup } = await import("react-dom/server");
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
      "referrer-policy": "no-referrer",
    },
  });
}
