import "server-only";
import { viewedEmail } from "@/lib/auth/viewing";
import { sandboxed } from "@/lib/web/sandbox";

/** Answers an email to whoever holds the signed link in it, as a page of its own; null where there is none. Search engines leave it out. */
export async function viewInBrowser(token: string): Promise<Response | null> {
  const html = await viewedEmail(token);
  if (html === null) return null;
  return new Response(html, { headers: { ...sandboxed("'none'"), "content-type": "text/html; charset=utf-8", "x-robots-tag": "noindex" } });
}
