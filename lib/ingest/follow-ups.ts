import "server-only";
import { sql } from "drizzle-orm";
import { publicId } from "@/db/ids";
import { prepared } from "@/db/prepared";
import { keyOf } from "@/lib/customers/claims";
import { eventName } from "@/lib/ingest/facts";
import type { Item } from "@/lib/ingest/item";
import type { People } from "@/lib/ingest/people";
import { heldListeners } from "@/lib/listeners/commands";
import type { InterestKind } from "@/lib/listeners/schema";
import { followAll } from "@/lib/outbox/follow";
import type { Scope } from "@/lib/scope";
import type { TagChange } from "@/lib/tags/marks";
import { promiseToTell } from "@/lib/webhooks/listening";

/** Facts older than this start nothing: an import or a late device must not write to people about last month. */
const FRESH_MS = 24 * 60 * 60_000;
export const freshSince = ({ clock }: Scope) => new Date(clock.now().getTime() - FRESH_MS);

/** Ids to one promise, so that what follows is work of a bounded size. */
const CHUNK = 500;

type Listening = (interest: InterestKind, key?: string) => boolean;
type Facts = { people: People; events: readonly Item[]; tagged: readonly TagChange[] };

/**
 * Promises what must follow: segments hear of customers that may belong elsewhere now, automations of events they begin with,
 * webhooks of what they are told of.
 * The caller holds the listeners, or has them held here.
 */
export async function promiseFollowUps(tx: Scope, facts: Facts, isHeld: boolean): Promise<void> {
  if (!isHeld) await tx.db.execute(sql`select ${heldListeners(tx)}`);
  const listens = await listening(tx);
  if (!listens) return;
  const since = freshSince(tx).getTime();
  const begun = facts.events.filter(({ call, at }) => at >= since && listens("start_on_event", eventName(call)!));
  const flipped = facts.tagged.filter(({ live, tagId }) => live && listens("start_on_tag", tagId));
  const newest = touched(facts, listens);
  const [live, old] = parted([...newest.keys()].sort(ascending), (id) => newest.get(id)! >= since);
  await followAll(tx, "customers/touched", [
    ...chunks(live).map((customerIds) => ({ ids: { customerIds } })),
    ...chunks(old).map((customerIds) => ({ ids: { customerIds, live: false } })),
  ]);
  const recorded = chunks(begun).map((chunk) => ({ ids: { eventIds: chunk.map(({ event }) => publicId("event", event)) } }));
  await followAll(tx, "events/recorded", recorded);
  const changed = chunks(flipped).map((chunk) => ({ ids: { tagChangeIds: chunk.map(({ id }) => id) } }));
  await followAll(tx, "tags/changed", changed);
  await tellWebhooksOf(tx, facts, since, listens);
}

/** Events are told of by their name; of customers only that they are new. */
async function tellWebhooksOf(tx: Scope, { people, events }: Facts, since: number, listens: Listening): Promise<void> {
  if (listens("tell_webhooks", "customer.created")) await promiseToTell(tx, "customer.created", people.created.map(String));
  const isTold = (name: string) => listens("tell_webhooks", "event.recorded") || listens("tell_webhooks", `event.recorded:${name}`);
  const told = events.filter(({ call, at }) => at >= since && isTold(eventName(call)!));
  const ids = told.map(({ event }) => publicId("event", event));
  await promiseToTell(tx, "event.recorded", ids);
}

/** Promises that segments look at these customers anew without starting anything: names came or went, and nothing happened. */
export async function promiseQuietRefresh(tx: Scope, customerIds: readonly number[]): Promise<void> {
  await tx.db.execute(sql`select ${heldListeners(tx)}`);
  if (!(await listening(tx))?.("refresh_on_customer")) return;
  await followAll(tx, "customers/touched", [{ ids: { customerIds: [...customerIds], live: false } }]);
}

const ascending = (a: number, b: number) => a - b;
const parted = <T>(all: T[], isFirst: (one: T) => boolean) => [all.filter(isFirst), all.filter((one) => !isFirst(one))] as const;

/** The customers that some segment asks about anew, each with when the newest of the facts happened that made it so (ms). */
function touched({ people: { renewed, told, seen, customerOf }, events, tagged }: Facts, listens: Listening): Map<number, number> {
  const newest = new Map<number, number>();
  const touch = (id: number, at: number) => newest.set(id, Math.max(at, newest.get(id) ?? 0));
  if (listens("refresh_on_customer")) for (const [id, at] of renewed) touch(id, at);
  for (const [id, keys] of told) for (const [key, at] of keys) if (listens("refresh_on_trait", key)) touch(id, at);
  for (const { call, subject, at } of events) if (listens("refresh_on_event", eventName(call)!)) touch(customerOf.get(keyOf(subject))!, at);
  for (const { tagId, customerId, live } of tagged)
    if (listens("refresh_on_tag", tagId)) touch(customerId, live ? Number.POSITIVE_INFINITY : 0);
  if (listens("refresh_on_seen")) for (const [id, at] of seen) touch(id, at);
  return newest;
}

const LISTENING = prepared<{ interest: InterestKind; key: string }>(
  "listening",
  "select distinct interest, key from listeners where project_id = $1::int",
);

async function listening({ db, projectId }: Scope): Promise<Listening | null> {
  const rows = await LISTENING(db, projectId);
  const heard = new Set(rows.map(({ interest, key }) => `${interest} ${key}`));
  return heard.size === 0 ? null : (interest, key = "") => heard.has(`${interest} ${key}`);
}

function chunks<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < all.length; i += CHUNK) parts.push(all.slice(i, i + CHUNK));
  return parts;
}
