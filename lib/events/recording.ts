import "server-only";
import { publicId } from "@/db/ids";
import { actingPerson } from "@/lib/accounts/queries";
import { record } from "@/lib/audit/record";
import { customersByIds, getCustomer } from "@/lib/customers/queries";
import { accepted, nameOf, whoIs } from "@/lib/customers/telling";
import { AppError } from "@/lib/errors";
import type { Call, Outcome, RecordByHand, RecordedEvent, RecordEvent } from "@/lib/events/schema";
import { recordCalls, recordCallsWithin } from "@/lib/ingest/record";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Records what a program tells of. When it returns, the event is never lost; told again under its `message_id` it counts once. */
export async function recordEvent(
  scope: Scope,
  { name, properties, occurred_at, message_id, ...who }: RecordEvent,
): Promise<RecordedEvent> {
  requireGrant(scope, "events:write");
  const at = occurred_at === undefined ? undefined : Date.parse(occurred_at);
  const [outcome] = await recordCalls(scope, [{ type: "track", name, properties, at, callId: message_id, ...whoIs(who) }], {
    source: "api",
  });
  return recorded(scope, outcome);
}

/** The same by a person's hand, for somebody they look at. It is written down who did so, and starts what such an event starts. */
export async function recordEventByHand(scope: Scope, { customer: ref, name, properties }: RecordByHand): Promise<RecordedEvent> {
  requireGrant(scope, "events:write");
  return inTransaction(scope, async (tx) => {
    const { id } = await getCustomer(tx, ref);
    return byHand(tx, { type: "track", name, properties, passive: true, ...(await nameOf(tx, id)) });
  });
}

/** A first event without a program: the person who asks signs up. It starts what such an event starts. */
export async function recordFirstEvent(scope: Scope): Promise<RecordedEvent> {
  requireGrant(scope, "events:write");
  return inTransaction(scope, async (tx) => {
    const me = await actingPerson(tx);
    if (!me) throw new AppError("FORBIDDEN", "A first event is about the person who asks for it. Sign in to send one.");
    return byHand(tx, { type: "track", name: "Signed Up", properties: { plan: "pro" }, ...whoIs({ email: me.email }) });
  });
}

async function byHand(tx: Scope, call: Extract<Call, { type: "track" }>): Promise<RecordedEvent> {
  const event = await recorded(tx, (await recordCallsWithin(tx, [call], { source: "hand" }))[0]);
  const { name, properties } = call;
  await record(tx, "event.record", event.id, { after: { customer: event.customer_id, name, properties } });
  return event;
}

async function recorded(scope: Scope, outcome: Outcome | undefined): Promise<RecordedEvent> {
  const { state, event, customerId } = accepted(outcome);
  const [customer] = await customersByIds(scope, [customerId ?? 0]);
  return { id: publicId("event", event ?? ""), state, customer_id: customer?.publicId ?? "" };
}
