import "server-only";
import { noticesOf } from "@/lib/auth/notices";
import type { Grant } from "@/lib/grants";
import type { Scope } from "@/lib/scope";
import { guarded } from "@/lib/web/guarded";
import { report } from "@/lib/web/report";

/** A stream ends after so long and the browser opens it again: who was let in is asked anew. */
const ASK_AGAIN_MS = 60_000;
const REOPEN_MS = 300;
const MOST_PER_PROCESS = 200;

type Listening = { since: string | null; wake: (atMost: number) => Promise<void>; signal: AbortSignal };
type Said = { id: string; data: unknown };
type Spec = { grant: Grant; open: (scope: Scope, listening: Listening) => AsyncIterable<Said> };

let open = 0;

/** Makes a stream of server-sent events for the signed-in, which resumes where they were. */
export const stream = (spec: Spec) =>
  guarded(spec.grant, (scope, request) => {
    if (open >= MOST_PER_PROCESS)
      return new Response("Too many live views are open. Close some.", { status: 503, headers: { "retry-after": "10" } });
    const since = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("since");
    return new Response(bytesOf(spec, scope, since, request.signal), { headers: HEADERS });
  });

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
