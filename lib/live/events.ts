import "server-only";
import { followArrivals, type Wake } from "@/lib/live/follow";
import type { Scope } from "@/lib/scope";

type From = { since: string | null; wake: Wake; signal: AbortSignal };

/** What arrives, in groups; each group's id is the time from which a later stream goes on. Without one it begins now. */
export async function* liveEvents(scope: Scope, { since, wake, signal }: From) {
  const from = since !== null && /^\d{1,15}$/.test(since) ? Number(since) : scope.clock.now().getTime();
  for await (const rows of followArrivals(scope, from, wake, signal)) {
    yield { id: String(Date.parse(rows.at(-1)!.at)), data: rows };
  }
}
