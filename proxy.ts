import { type NextRequest, NextResponse } from "next/server";
import { variable } from "@/lib/env";

const isDevelopment = process.env.NODE_ENV === "development";

/** Gives every page its Content-Security-Policy with a nonce of its own, an id of the request, and the headers that only pages need. */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentPolicy(nonce);
  const requestId = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce); // read by the layout; Next reads the policy itself
  headers.set("content-security-policy", policy);
  headers.set("x-request-id", requestId); // read by onRequestError
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("request-id", requestId);
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
  if (isBehindTls()) response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  return response;
}

/**
 * Doors for programs, recipients and emails' own frames pay nothing for this and set what they need themselves. They and our files are named
 * one by one: what a page's address ends in may be anybody's word.
 */
export const config = {
  matcher: [
    "/((?!_next/|v1/|beacon/|api/|t/|u/|v/|a/|sourceConfig|analytics\\.js/|analytics-next/|docs/raw/|(?:cp\\.js|openapi\\.json|llms\\.txt|icon\\.svg|favicon\\.ico)$).*)",
  ],
};

const isBehindTls = () => variable("APP_URL")?.startsWith("https:") ?? false;

function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'", // positions and sizes are set as style attributes, which no nonce can allow
    "img-src 'self' data: blob: https:", // pictures in customers' templates are anywhere
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isBehindTls() ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
