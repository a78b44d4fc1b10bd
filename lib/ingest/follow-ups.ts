import "server-only";
import { sql } from "drizzle-orm";
import { publicId } from "@/db/ids";
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
  const fresh = freshSince(tx).getTime();
  const begun = facts.events.filter(({ call, at }) => at >= fresh && listens("start_on_event", eventName(call)!));
  const put = facts.tagged.filter(({ added, live, tagId }) => added && live && listens("start_on_tag", tagId));
  await followAll(
    tx,
    "customers/touched",
    chunks(touched(facts, listens)).map((customerIds) => ({ ids: { customerIds } })),
  );
  await followAll(
    tx,
    "events/recorded",
    chunks(begun).map((chunk) => ({ ids: { eventIds: chunk.map(({ event }) => publicId("event", event)) } })),
  );
  await followAll(
    tx,
    "tags/changed",
    chunks(put).map((chunk) => ({ ids: { tagChangeIds: chunk.map(({ id }) => id) } })),
  );
  await tellWebhooksOf(tx, facts, fresh, listens);
}

/** Events are told of by their name; of customers only that they are new. */
async function tellWebhooksOf(tx: Scope, { people, events }: Facts, fresh: number, listens: Listening): Promise<void> {
  if (listens("tell_webhooks", "customer.created")) await promiseToTell(tx, "customer.created", people.created.map(String));
  const isTold = (name: string) => listens("tell_webhooks", "event.recorded") || listens("tell_webhooks", `event.recorded:${name}`);
  const told = events.filter(({ call, at }) => at >= fresh && isTold(eventName(call)!));
  const ids = told.map(({ event }) => publicId("event", event));
  await promiseToTell(tx, "event.recorded", ids);
}

function touched({ people: { renewed, told, seen, customerOf }, events, tagged }: Facts, listens: Listening): number[] {
  const ids = new Set<number>(listens("refresh_on_customer") ? renewed : []);
  for (const [id, keys] of told) if (keys.some((key) => listens("refresh_on_trait", key))) ids.add(id);
  for (const { call, subject } of events) if (listens("refresh_on_event", eventName(call)!)) ids.add(customerOf.get(keyOf(subject))!);
  for (const { tagId, customerId } of tagged) if (listens("refresh_on_tag", tagId)) ids.add(customerId);
  if (listens("refresh_on_seen")) for (const id of seen) ids.add(id);
  return [...ids].sort((a, b) => a - b);
}

async function listening({ db, projectId }: Scope): Promise<Listening | null> {
  const { rows } = await db.execute<{ interest: InterestKind; key: string }>(
    sql`select distinct interest, key from listeners where project_id = ${projectId}`,
  );
  const heard = new Set(rows.map(({ interest, key }) => `${interest} ${key}`));
  return heard.size === 0 ? null : (interest, key = "") => heard.has(`${interest} ${key}`);
}

function chunks<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < all.length; i += CHUNK) parts.push(all.slice(i, i + CHUNK));
  return parts;
}
