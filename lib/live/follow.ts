import "server-only";
import { arrivalsSince } from "@/lib/live/arrivals";
import { type Arrival, RING } from "@/lib/live/schema";
import type { Scope } from "@/lib/scope";

/** Calls are received before they are committed: rows up to this old may still appear behind newer ones. */
const LATE_MS = 10_000;
/** Between two readings, so that a thousand notices a second are not a thousand queries. */
const REST_MS = 150;
const POLL_MS = 1_000;

/** Wakes when something was written in the project, and at the latest after so many milliseconds. */
export type Wake = (atMost: number) => Promise<void>;

/**
 * Gives what arrives after `since`, oldest first, until `signal` ends it. What was received shortly before `since` comes again, because
 * it may have been committed only now: whoever looks tells rows apart by their id. Of a burst beyond the ring only the newest are shown.
 */
export async function* followArrivals(scope: Scope, since: number, wake: Wake, signal: AbortSignal): AsyncGenerator<Arrival[]> {
  const seen = new Map<string, number>();
  let newest = since;
  while (!signal.aborted) {
    const rows = await arrivalsSince(scope, newest - LATE_MS, RING);
    const fresh = rows.filter(({ id }) => !seen.has(id)).reverse();
    for (const { id, at } of fresh) seen.set(id, Date.parse(at));
    newest = Math.max(newest, ...seen.values());
    for (const [id, at] of seen) if (at < newest - LATE_MS) seen.delete(id);
    if (fresh.length > 0) yield fresh;
    await wake(POLL_MS);
    await new Promise((rested) => setTimeout(rested, REST_MS));
  }
}

type From = { since: string | null; wake: Wake; signal: AbortSignal };

/** What arrives, in groups; each group's id is the time from which a later stream goes on. Without one it begins now. */
export async function* liveEvents(scope: Scope, { since, wake, signal }: From) {
  const from = since !== null && /^\d{1,15}$/.test(since) ? Number(since) : scope.clock.now().getTime();
  for await (const rows of followArrivals(scope, from, wake, signal)) {
    yield { id: String(Date.parse(rows.at(-1)!.at)), data: rows };
  }
}
