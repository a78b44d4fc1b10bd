import { addressOf } from "@/lib/customers/address";
import type { Call } from "@/lib/events/schema";
import { isObject, type Said } from "@/lib/ingest/body";
import { bridgedTraits } from "@/lib/ingest/bridge";
import { keptContext } from "@/lib/ingest/context";
import { eventUuid } from "@/lib/ingest/item";
import { revenueIn } from "@/lib/ingest/money";
import { Unfit } from "@/lib/ingest/problems";
import { correctedTime, idIn, objectIn, timeIn } from "@/lib/ingest/said";

/** What a request says for all its calls. */
export type Envelope = { sentAt: number | undefined; context: Said | undefined; integrations: Said | undefined; receivedAt: number };

export const KINDS = ["identify", "track", "page", "screen", "group", "alias"] as const;
export type Kind = (typeof KINDS)[number];

/** One of Segment's calls in our words: two where it tells of money, none where it asks for nothing, or not to reach us. Throws `Unfit` for one that cannot be read. */
export function readCall(said: Said, kind: Kind, envelope: Envelope): Call | Call[] | null {
  const integrations = { ...envelope.integrations, ...objectIn(said, "integrations") };
  if (integrations.CrowdPower === false || (integrations.All === false && !integrations.CrowdPower)) return null;
  const context = { ...envelope.context, ...objectIn(said, "context") };
  const saidAt = timeIn(said, "originalTimestamp") ?? timeIn(said, "timestamp");
  const told = {
    userId: idIn(said, "userId"),
    anonymousId: idIn(said, "anonymousId"),
    callId: idIn(said, "messageId"),
    at: correctedTime(saidAt, envelope.sentAt ?? timeIn(said, "sentAt"), envelope.receivedAt),
    context: keptContext(context),
    passive: context.active === false,
  };
  switch (kind) {
    case "identify": {
      const traits = objectIn(said, "traits") ?? objectIn(context, "traits") ?? {};
      return { ...told, email: addressIn(traits), type: "identify", traits: bridgedTraits(traits) };
    }
    case "track":
      return withCharge({ ...told, type: "track", name: nameOf(said), properties: objectIn(said, "properties") });
    case "page":
    case "screen":
      return { ...told, type: kind, properties: visitOf(said, context) };
    case "group":
      return groupOf(said, told);
    case "alias": {
      const previousId = idIn(said, "previousId");
      if (previousId === undefined) throw new Unfit("previousId", "is missing.");
      return told.userId === previousId || told.userId === undefined
        ? null
        : { ...told, anonymousId: undefined, type: "alias", previousId };
    }
  }
}

/** An event with revenue is also a charge, which has an id of its own made from the event's. Other sums, such as a total, are no money that came in. */
function withCharge(event: Extract<Call, { type: "track" }>): Call | Call[] {
  const revenue = revenueIn(event.properties);
  if (!revenue) return event;
  const { name: _, properties, callId, ...told } = event;
  const orderId = properties?.order_id ?? properties?.orderId;
  return [
    event,
    {
      ...told,
      ...revenue,
      type: "charge",
      unit: "major",
      callId: callId && eventUuid(`revenue of ${callId}`),
      properties: { event: event.name, ...(orderId !== undefined && { order_id: orderId }) },
    },
  ];
}

function nameOf(said: Said): string {
  const name = idIn(said, "event");
  if (name === undefined) throw new Unfit("event", "is missing: every tracked event has a name.");
  return name;
}

const addressIn = ({ email }: Said) => (typeof email === "string" ? addressOf(email) : undefined);

/** A visit's properties: what the call says, over what the browser said of the page. */
function visitOf(said: Said, { page }: Said): Said {
  const { name, category } = said;
  return {
    ...(isObject(page) ? page : {}),
    ...objectIn(said, "properties"),
    ...(typeof name === "string" && { name }),
    ...(typeof category === "string" && { category }),
  };
}

/** Which company somebody belongs to is a trait of theirs. A group of nobody is told about nobody. */
function groupOf(said: Said, told: { userId: string | undefined; anonymousId: string | undefined }): Call | null {
  if (told.userId === undefined && told.anonymousId === undefined) return null;
  const id = idIn(said, "groupId");
  if (id === undefined) throw new Unfit("groupId", "is missing.");
  return { ...told, type: "identify", traits: { company: { ...(objectIn(said, "traits") as object), id } } };
}
