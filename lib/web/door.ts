import "server-only";
import { isIP } from "node:net";
import { fullAddressOf } from "@/lib/auth/address";
import { scopeFromWriteKey } from "@/lib/auth/gates";
import { env } from "@/lib/env";
import type { Door, Knock } from "@/lib/ingest/door";
import { takeTurn } from "@/lib/ingest/pace";
import { problem, unavailable } from "@/lib/ingest/problems";
import type { Scope } from "@/lib/scope";
import { passOnAfterwards } from "@/lib/web/afterwards";
import { readBytes } from "@/lib/web/body";
import { report } from "@/lib/web/report";

/** Opens a door of ingestion under a path: the same handler for every method, so that no answer but the door's own is ever given. */
export const opened = (door: Door, under: string) => async (request: Request) => {
  try {
    const { status, headers, body } = await door.answer(await knockOf(request, under, door.maxBytes), admit);
    passOnAfterwards();
    return respond(status, headers, body);
  } catch (error) {
    const { status, headers, body } = problem(error, door.tooLarge) ?? unavailable(report(error));
    return respond(status, headers, body);
  }
};

/** Lets a sender in by its key, unless its project sends too much just now. */
async function admit(key: string | null): Promise<Scope> {
  const scope = await scopeFromWriteKey(key);
  takeTurn(scope, env().INGEST_REQUESTS_PER_SECOND);
  return scope;
}

/** With its length, so that the server need not send it in chunks. */
const respond = (status: number, headers: Record<string, string>, body: string) =>
  status === 204
    ? new Response(null, { status, headers })
    : new Response(body, { status, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) } });

async function knockOf(request: Request, under: string, maxBytes: number): Promise<Knock> {
  const { pathname, searchParams } = new URL(request.url);
  const path = pathname.slice(under.length).replace(/\/$/, "");
  const bytes = request.method === "POST" ? await bytesOf(request, maxBytes) : EMPTY;
  const { method, headers } = request;
  return { method, path, header: (name) => headers.get(name), query: searchParams, bytes, address: () => whence(headers) };
}

function whence(headers: Headers): string | undefined {
  const address = fullAddressOf(headers);
  return isIP(address) === 0 ? undefined : address;
}

/** A body that says it is small is read in one go; any other is read until the limit. */
async function bytesOf(request: Request, maxBytes: number): Promise<Uint8Array> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  return length <= maxBytes ? new Uint8Array(await request.arrayBuffer()) : readBytes(request, maxBytes);
}

const EMPTY = new Uint8Array();
