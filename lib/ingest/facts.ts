import "server-only";
import { prepared } from "@/db/prepared";
import { keyOf, type NameKey } from "@/lib/customers/claims";
import { type Call, EVENT_KINDS, MESSAGE_EVENTS, RESERVED_NAMES } from "@/lib/events/schema";
import type { Item } from "@/lib/ingest/item";
import type { Scope } from "@/lib/scope";

/** The name under which a call is listed as an event; null for calls that are none. */
export function eventName(call: Call): string | null {
  switch (call.type) {
    case "track":
      return call.name;
    case "page":
    case "screen":
    case "charge":
      return RESERVED_NAMES[call.type];
    case "message":
      return MESSAGE_EVENTS[call.happened];
    default:
      return null;
  }
}

const WRITE = prepared<{ id: string }>(
  "write_events",
  `insert into events (project_id, id, customer_id, kind, source, name, properties, context, user_id, anonymous_id, email, occurred_at, received_at)
  select $1::int, i, c, k, s, n, p, x, u, a, e, to_timestamp(t / 1000), to_timestamp(r / 1000)
  from json_to_recordset($2::json) as row
    (i uuid, c bigint, k smallint, s smallint, n text, p jsonb, x jsonb, u text, a text, e text, t float8, r float8)
  on conflict (project_id, id) do nothing
  returning id`,
);

/** Writes events, each once for ever, and answers the UUIDs of the new ones. */
export async function writeEvents(
  { db, projectId }: Scope,
  items: readonly Item[],
  customerOf: ReadonlyMap<NameKey, number>,
): Promise<Set<string>> {
  const rows = items.flatMap((item) => rowOf(item, customerOf.get(keyOf(item.subject))!) ?? []);
  if (rows.length === 0) return new Set();
  const written = await WRITE(db, projectId, JSON.stringify(rows));
  return new Set(written.map(({ id }) => id));
}

function rowOf({ call, event, source, at, receivedAt }: Item, customerId: number) {
  const name = eventName(call);
  if (name === null) return null;
  const { userId: u, anonymousId: a, email: e, context: x } = call;
  const k = EVENT_KINDS.indexOf(call.type as (typeof EVENT_KINDS)[number]);
  return { i: event, c: customerId, k, s: source, n: name, p: propertiesOf(call), x, u, a, e, t: at, r: receivedAt };
}

function propertiesOf(call: Call): Record<string, unknown> {
  if (call.type === "identify" || call.type === "alias" || call.type === "tag") return {};
  if (call.type !== "charge") return call.properties ?? {};
  return { ...call.properties, amount: call.amount, ...(call.currency && { currency: call.currency }) };
}
