import "server-only";
import { acrossProjects } from "@/lib/auth/gates";
import { scopeFromSession } from "@/lib/auth/people";
import { findPicture } from "@/lib/pictures/queries";
import { MAX_UPLOAD } from "@/lib/pictures/schema";
import { addPicture } from "@/lib/pictures/commands";
import { AppError } from "@/lib/errors";
import { readBytes } from "@/lib/web/body";
import { problem } from "@/lib/web/route";

/** What is at an address never changes, and is a picture, whatever a browser may think of it. */
const HEADERS = {
  "cache-control": "public, max-age=31536000, immutable",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "cross-origin",
};

/** Answers a picture of an email to whoever asks for it. */
export async function pictureResponse(request: Request, hash: string): Promise<Response> {
  const etag = `"${hash}"`;
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers: { ...HEADERS, etag } });
  const picture = await acrossProjects((db) => findPicture(db, hash));
  if (!picture) return new Response("There is no such picture.", { status: 404, headers: { "cache-control": "no-store" } });
  const { content, contentType } = picture;
  return new Response(new Uint8Array(content), { headers: { ...HEADERS, etag, "content-type": contentType } });
}

/** Takes a picture from a signed-in person: the body is its bytes, `name` in the address what it is called. */
export async function uploaded(request: Request, project: string): Promise<Response> {
  try {
    requireOwnPage(request);
    const scope = await scopeFromSession(project);
    const name = new URL(request.url).searchParams.get("name") ?? "";
    return Response.json(await addPicture(scope, { bytes: await readBytes(request, MAX_UPLOAD), name }), { status: 201 });
  } catch (error) {
    return problem(error, crypto.randomUUID());
  }
}

/** As with server actions: a page of somebody else's may not act with our visitor's cookie, whatever a browser lets it send. */
function requireOwnPage({ headers }: Request) {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (origin === null || !URL.canParse(origin) || new URL(origin).host !== host)
    throw new AppError("FORBIDDEN", "Pictures are uploaded from the editor's own page.");
}
