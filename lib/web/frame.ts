import "server-only";
import { scopeFromSession } from "@/lib/auth/people";
import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";
import { report } from "@/lib/web/report";
import { sandboxed } from "@/lib/web/viewing";

/** Answers the HTML of an email to a signed-in person, for a frame. What is wrong is said in its place. */
export async function frame(project: string, read: (scope: Scope) => Promise<string>): Promise<Response> {
  try {
    const html = await read(await scopeFromSession(project));
    return new Response(openingLinksBeside(html), { headers: { ...sandboxed("'self'"), "content-type": "text/html; charset=utf-8" } });
  } catch (error) {
    const known = error instanceof AppError ? error : null;
    const message = known?.message ?? `Something went wrong. If it keeps happening, report it as ${report(error)}.`;
    return new Response(message, {
      status: known?.status ?? 500,
      headers: { ...sandboxed("'self'"), "content-type": "text/plain; charset=utf-8" },
    });
  }
}

/** The one thing that is not as sent: in the frame itself no other page may open. */
const openingLinksBeside = (html: string) => html.replace(/<head\b[^>]*>/i, '$&<base target="_blank"/>');
