import type { Call } from "@/lib/events/schema";
import { CURRENCIES } from "@/lib/ingest/money";
import { LONGEST_TAG, tagName } from "@/lib/tags/schema";

export type Fault = { field: string | null; reason: string };

const LONGEST_ID = 255;
const LONGEST_NAME = 200;
/** A single call, as Segment's senders keep to it. */
export const MAX_CALL_BYTES = 32 * 1024;
const MAX_DEPTH = 20;
const MOST_MONEY = 1e11; // in whole units: four digits more, as the finest currencies have, still count exactly

/** Traits that say what we may do with a person, or that an integration vouches for: whoever reads a website's key may not set them. */
const GUARDED_TRAIT = /^(\$.*|unsubscribed(_.*)?|subscribed(_.*)?|subscription_status|consent(_.*)?|suppressed(_.*)?|stripe(_.*)?)$/i;

/** What is wrong with a call, or null. After this, nothing in it can upset the database. */
export function faultOf(call: Call, trusted: boolean): Fault | null {
  return faultOfNames(call) ?? faultOfTime(call) ?? faultOfKind(call, trusted) ?? faultOfSize(call);
}

function faultOfNames({ userId, anonymousId, email, callId }: Call): Fault | null {
  if (userId === undefined && anonymousId === undefined && email === undefined) {
    return { field: "userId", reason: "is missing: say who it is about by a user id, an anonymous id or an email." };
  }
  return (
    faultOfText("userId", userId, LONGEST_ID) ??
    faultOfText("anonymousId", anonymousId, LONGEST_ID) ??
    faultOfText("messageId", callId, LONGEST_ID) ??
    faultOfText("email", email, LONGEST_ID)
  );
}

const faultOfTime = ({ at }: Call): Fault | null =>
  at === undefined || (Number.isFinite(at) && at >= 0) ? null : { field: "timestamp", reason: "is before 1970 or no time at all." };

function faultOfKind(call: Call, trusted: boolean): Fault | null {
  switch (call.type) {
    case "identify":
      return faultOfTraits(call.traits, trusted);
    case "track":
      return faultOfText("event", call.name, LONGEST_NAME);
    case "charge":
      return faultOfAmount(call) ?? faultOfCurrency(call);
    case "alias":
      return call.userId === undefined
        ? { field: "userId", reason: "is missing." }
        : faultOfText("previousId", call.previousId, LONGEST_ID);
    case "tag":
      return faultOfText("tag", tagName(call.tag), LONGEST_TAG);
    default:
      return null;
  }
}

function faultOfAmount({ amount, unit }: Extract<Call, { type: "charge" }>): Fault | null {
  if (unit === "major") return Math.abs(amount) <= MOST_MONEY ? null : { field: "revenue", reason: "is more than can be counted." };
  return Number.isSafeInteger(amount) ? null : { field: "amount", reason: "must be a whole number of the currency's smallest unit." };
}

const faultOfCurrency = ({ currency }: Extract<Call, { type: "charge" }>): Fault | null =>
  currency === undefined || CURRENCIES.has(currency) ? null : { field: "currency", reason: "is no currency of ISO 4217, such as EUR." };

function faultOfTraits(traits: object, trusted: boolean): Fault | null {
  for (const key of Object.keys(traits)) {
    if (key === "" || key.length > LONGEST_NAME)
      return { field: "traits", reason: `has a key of ${key.length} characters; 1 to ${LONGEST_NAME} are possible.` };
    if (!trusted && GUARDED_TRAIT.test(key))
      return { field: `traits.${key}`, reason: "cannot be set with a public key. Send it from your server with a secret key." };
  }
  return null;
}

function faultOfText(field: string, text: string | undefined, longest: number): Fault | null {
  if (text === undefined || (text !== "" && text.length <= longest)) return null;
  return { field, reason: text === "" ? "is empty." : `is ${text.length} characters long; ${longest} are possible.` };
}

function faultOfSize(call: Call): Fault | null {
  const size = weigh(call, 0);
  if (typeof size !== "number") return size;
  if (size * 6 < MAX_CALL_BYTES || Buffer.byteLength(JSON.stringify(call)) <= MAX_CALL_BYTES) return null;
  return { field: null, reason: `is larger than ${MAX_CALL_BYTES / 1024} KB.` };
}

/** The length of a value as JSON, at least a sixth of its bytes (a control character takes six); or what about it cannot be stored. */
function weigh(value: unknown, depth: number): number | Fault {
  if (typeof value === "string") return value.length + 2;
  if (typeof value === "number" && !Number.isFinite(value)) return { field: null, reason: "holds a number that is too large." };
  if (typeof value !== "object" || value === null) return 5;
  if (depth > MAX_DEPTH) return { field: null, reason: `is nested more than ${MAX_DEPTH} levels deep.` };
  let sum = 2;
  for (const key in value) {
    if (key === "__proto__") return { field: key, reason: "cannot be used as a name." };
    const size = weigh((value as Record<string, unknown>)[key], depth + 1);
    if (typeof size !== "number") return size.field ? size : { ...size, field: depth === 0 ? key : null };
    sum += size + key.length + 4;
  }
  return sum;
}
