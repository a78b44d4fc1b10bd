import "server-only";
import { scopeFromSession } from "@/lib/auth/people";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";
import { report } from "@/lib/web/report";

/**
 * What an email may do on our own pages: be looked at. It has an origin of its own, runs nothing, and loads only pictures; a link in it
 * opens beside it. A frame needs its own answer for this: written into the page it would have the page's policy, and lose its styles.
 */
const policy = () =>
  [
    "sandbox allow-popups allow-popups-to-escape-sandbox",
    "default-src 'none'",
    `img-src https: data: ${new URL(env().APP_URL).origin}`, // our own pictures, where we are served over http
    "style-src 'unsafe-inline'",
    "frame-ancestors 'self'",
  ].join("; ");

const headers = () => ({ "content-security-policy": policy(), "cache-control": "private, no-store", "referrer-policy": "no-referrer" });

/** Answers the HTML of an email to a signed-in person, for a frame. What is wrong is said in its place. */
export async function frame(project: string, read: (scope: Scope) => Promise<string>): Promise<Response> {
  try {
    const html = await read(await scopeFromSession(project));
    return new Response(openingLinksBeside(html), { headers: { ...headers(), "content-type": "text/html; charset=utf-8" } });
  } catch (error) {
    const known = error instanceof AppError ? error : null;
    const message = known?.message ?? `Something went wrong. If it stays so, report it as ${report(error)}.`;
    return new Response(message, { status: known?.status ?? 500, headers: { ...headers(), "content-type": "text/plain; charset=utf-8" } });
  }
}

/** The one thing that is not as sent: in the frame itself no other page may open. */
const openingLinksBeside = (html: string) => html.replace(/<head\b[^>]*>/i, '$&<base target="_blank"/>');
