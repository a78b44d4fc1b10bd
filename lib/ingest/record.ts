import "server-only";
import { type Call, type Outcome, type Source, SOURCES } from "@/lib/events/schema";
import { faultOf } from "@/lib/ingest/check";
import { flush } from "@/lib/ingest/flush";
import { type Arrival, type Item, itemOf, type Refusal } from "@/lib/ingest/item";
import { written } from "@/lib/ingest/queue";
import { type Actor, requireGrant, type Scope } from "@/lib/scope";

type How = {
  source: Source;
  receivedAt?: Date | undefined;
  /** The address of who speaks, where that is the customer and no server. It is kept only where the project keeps addresses. */
  address?: string | undefined;
  /** Calls that were refused while they were read: kept with their reason beside the others. */
  refused?: readonly Refusal[] | undefined;
};

/**
 * Records what a sender tells us and answers what became of each call, in order. Returns once it is committed: what is recorded then
 * is never lost, and telling it again under the same `callId` changes nothing. A bad call is refused with its reason and sinks no other.
 */
export async function recordCalls(scope: Scope, calls: readonly Call[], how: How): Promise<Outcome[]> {
  const { items, rejected, outcomes } = prepare(scope, calls, how);
  if (items.length + rejected.length > 0) await written(scope, items, rejected);
  return outcomes();
}

/** The same within the caller's transaction: for changes by hand, which are one with their audit row. */
export async function recordCallsWithin(tx: Scope, calls: readonly Call[], how: How): Promise<Outcome[]> {
  const { items, rejected, outcomes } = prepare(tx, calls, how);
  await flush(tx, items, rejected);
  return outcomes();
}

function prepare(scope: Scope, calls: readonly Call[], { source, receivedAt = scope.clock.now(), address, refused = [] }: How) {
  requireGrant(scope, "events:write");
  const trusted = isTrusted(scope.actor);
  const arrival: Arrival = { source: SOURCES.indexOf(source), receivedAt: receivedAt.getTime(), trusted, address };
  const rejected = refused.map((refusal) => ({ ...arrival, refusal }));
  const prepared = calls.map((call): Item | Outcome => {
    const fault = faultOf(call, trusted);
    if (!fault) return itemOf(call, arrival);
    rejected.push({ ...arrival, refusal: { ...fault, payload: call } });
    return { state: "rejected", ...fault };
  });
  const items = prepared.filter((item) => "call" in item);
  return { items, rejected, outcomes: () => prepared.map((item) => ("call" in item ? item.outcome! : item)) };
}

/** Anybody can read a website's public key; whatever else acts has proved who it is. */
const isTrusted = (actor: Actor) => actor.type !== "apiKey" || actor.kind !== "public";
