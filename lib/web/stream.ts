import "server-only";
import { noticesOf } from "@/lib/auth/notices";
import { scopeFromSession } from "@/lib/auth/people";
import type { Grant } from "@/lib/grants";
import { requireGrant, type Scope } from "@/lib/scope";
import { problem } from "@/lib/web/route";
import { report } from "@/lib/web/report";

/** A stream ends after so long and the browser opens it again: who was let in is asked anew. */
const ASK_AGAIN_MS = 60_000;
const REOPEN_MS = 300;
const MOST_PER_PROCESS = 200;

type Listening = { since: string | null; wake: (atMost: number) => Promise<void>; signal: AbortSignal };
type Said = { id: string; data: unknown };
type Spec = { grant: Grant; open: (scope: Scope, listening: Listening) => AsyncIterable<Said> };
type Context = { params: Promise<{ project: string }> };

let open = 0;

/** Makes a stream of server-sent events for the signed-in: proves who is asking and that they may, and resumes where they were. */
export function stream(spec: Spec) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    try {
      const scope = await scopeFromSession((await params).project);
      requireGrant(scope, spec.grant);
      if (open >= MOST_PER_PROCESS)
        return new Response("Too many live views are open. Close some.", { status: 503, headers: { "retry-after": "10" } });
      const since = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("since");
      return new Response(bytesOf(spec, scope, since, request.signal), { headers: HEADERS });
    } catch (error) {
      return problem(error, crypto.randomUUID());
    }
  };
}

/** `no-transform` keeps compression, which would hold rows back, out of the way; the other says the same to nginx. */
const HEADERS = { "content-type": "text/event-stream", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" };

function bytesOf({ open: opened }: Spec, scope: Scope, since: string | null, gone: AbortSignal): ReadableStream<Uint8Array> {
  const notices = noticesOf(scope.projectId);
  const leaving = new AbortController();
  const signal = AbortSignal.any([gone, leaving.signal, AbortSignal.timeout(ASK_AGAIN_MS)]);
  signal.addEventListener("abort", notices.end, { once: true });
  const rows = opened(scope, { since, wake: notices.wake, signal });
  const text = new TextEncoder();
  let isOpen = true;
  open += 1;
  return new ReadableStream({
    async start(controller) {
      try {
        controller.enqueue(text.encode(`retry: ${REOPEN_MS}\n\n`));
        for await (const { id, data } of rows) {
          if (signal.aborted) break;
          controller.enqueue(text.encode(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`));
        }
      } catch (error) {
        if (!signal.aborted) report(error);
      } finally {
        open -= 1;
        leaving.abort();
        if (isOpen) controller.close();
      }
    },
    cancel: () => {
      isOpen = false;
      leaving.abort();
    },
  });
}
