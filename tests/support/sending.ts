import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { apiKeys } from "@/db/schema";
import { scopeFromWriteKey } from "@/lib/auth/gates";
import { hashKey, newKeyText } from "@/lib/projects/key-text";
import { PUBLIC_KEY_GRANTS, SECRET_KEY_GRANTS } from "@/lib/grants";
import { beacon } from "@/lib/ingest/beacon/door";
import type { Answer, Door } from "@/lib/ingest/door";
import { unavailable } from "@/lib/ingest/problems";
import { segment } from "@/lib/ingest/segment/door";
import { rudderConfig } from "@/lib/ingest/segment/rudder";
import type { Scope } from "@/lib/scope";

const DOORS: Record<string, Door> = { v1: segment, beacon, sourceConfig: rudderConfig };

/** Where every request to the doors behind a bare server comes from. */
export const SENT_FROM = "203.0.113.7";

/** A request as it came over the wire, for tests that look at what a client really sends. */
export type Received = { method: string; path: string; headers: IncomingMessage["headers"]; text: string; status: number };

/** The doors behind a bare server, without a framework: the same functions that the app's routes open. */
export async function serveDoors(before: (path: string) => Answer | undefined = () => undefined) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://here");
    const [, name = "", ...rest] = pathname.split("/");
    const bytes = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const header = (named: string) => request.headers[named]?.toString() ?? null;
    const path = rest.join("/").replace(/\/$/, "");
    const knock = { method: request.method ?? "", path, header, query: searchParams, bytes, address: () => SENT_FROM };
    const answer = before(pathname) ?? (await DOORS[name]!.answer(knock, scopeFromWriteKey).catch(() => unavailable("in a test")));
    const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
    received.push({ method: knock.method, path: pathname, headers: request.headers, text, status: answer.status });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.keepAliveTimeout = 60_000; // a slow machine must not lose a connection between two requests
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

let n = 0;

/** Keys of the scope's project, as its senders hold them. */
export async function keysOf({ db, projectId }: Scope) {
  const [publicKey, secretKey] = [newKeyText("public"), newKeyText("secret")];
  n += 1;
  await db.insert(apiKeys).values([
    { projectId, kind: "public", name: `Public ${n}`, hash: hashKey(publicKey), shown: publicKey, grants: [...PUBLIC_KEY_GRANTS] },
    { projectId, kind: "secret", name: `Secret ${n}`, hash: hashKey(secretKey), shown: "sk_…", grants: [...SECRET_KEY_GRANTS] },
  ]);
  return { publicKey, secretKey };
}
