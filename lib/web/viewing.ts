import "server-only";
import { viewedEmail } from "@/lib/auth/letters";
import { env } from "@/lib/env";

/**
 * What an email may do on our own pages: be looked at. It has an origin of its own, runs nothing, and loads only pictures; a link in it
 * opens beside it. It needs its own answer for this: written into a page it would have the page's policy, and lose its styles.
 */
export const sandboxed = (framedBy: "'self'" | "'none'") => ({
  "content-security-policy": [
    "sandbox allow-popups allow-popups-to-escape-sandbox",
    "default-src 'none'",
    `img-src https: data: ${new URL(env().APP_URL).origin}`, // our own pictures, where we are served over http
    "style-src 'unsafe-inline'",
    `frame-ancestors ${framedBy}`,
  ].join("; "),
  "cache-control": "private, no-store",
  "referrer-policy": "no-referrer",
});

/** Answers an email to whoever holds the signed link in it, as a page of its own; null where there is none. Search engines leave it out. */
export async function viewInBrowser(token: string): Promise<Response | null> {
  const html = await viewedEmail(token);
  if (html === null) return null;
  return new Response(html, { headers: { ...sandboxed("'none'"), "content-type": "text/html; charset=utf-8", "x-robots-tag": "noindex" } });
}
