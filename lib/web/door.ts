import "server-only";
import { scopeFromWriteKey } from "@/lib/auth/gates";
import type { Door, Knock } from "@/lib/ingest/door";
import { problem, unavailable } from "@/lib/ingest/problems";
import { readBytes } from "@/lib/web/body";
import { report } from "@/lib/web/report";

/** Opens a door of ingestion under a path: the same handler for every method, so that no answer but the door's own is ever given. */
export const opened = (door: Door, under: string) => async (request: Request) => {
  try {
    const { status, headers, body } = await door.answer(await knockOf(request, under, door.maxBytes), scopeFromWriteKey);
    return new Response(status === 204 ? null : body, { status, headers });
  } catch (error) {
    const { status, headers, body } = problem(error, 400) ?? unavailable(report(error));
    return new Response(body, { status, headers });
  }
};

async function knockOf(request: Request, under: string, maxBytes: number): Promise<Knock> {
  const { pathname, searchParams } = new URL(request.url);
  const path = pathname.slice(under.length).replace(/\/$/, "");
  const bytes = request.method === "POST" ? await readBytes(request, maxBytes) : EMPTY;
  return { method: request.method, path, header: (name) => request.headers.get(name), query: searchParams, bytes };
}

const EMPTY = new Uint8Array();
