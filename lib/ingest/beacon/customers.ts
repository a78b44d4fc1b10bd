import type { TraitValue } from "@/lib/customers/schema";
import { type BeaconCall, whenIn, whoIn } from "@/lib/ingest/beacon/call";
import type { Said } from "@/lib/ingest/body";
import { bridgedTraits } from "@/lib/ingest/bridge";
import { Unfit } from "@/lib/ingest/problems";
import { idIn, objectIn, timeIn } from "@/lib/ingest/said";

/** `POST /beacon/customers`: who somebody is. */
export const customers: BeaconCall = {
  shared: ["update_session"],
  read(said, receivedAt, callId) {
    const { email, ...ids } = whoIn(said);
    const { passive } = whenIn({ update_session: said.update_session }, receivedAt);
    const traits = bridgedTraits({ ...customAttributes(said), ...fields(said), ...(email && { email }) });
    return { type: "identify", ...ids, email, callId, at: receivedAt, passive, traits };
  },
};

const TEXTS = ["name", "first_name", "last_name", "phone"] as const;

function fields(said: Said): Said {
  const texts = TEXTS.flatMap((field) => {
    const text = idIn(said, field);
    return text === undefined ? [] : [[field, text]];
  });
  const signedUp = timeIn(said, "signed_up_at");
  return { ...Object.fromEntries(texts), ...(signedUp !== undefined && { signed_up_at: signedUp / 1000 }) };
}

const KEY = /^[\w-]{1,50}$/;

function customAttributes(said: Said): Record<string, TraitValue> {
  const attributes = { ...objectIn(said, "traits"), ...objectIn(said, "custom_attributes") }; // `traits` is what everybody else calls them
  for (const [key, value] of Object.entries(attributes)) {
    const field = `custom_attributes.${key.slice(0, 60)}`;
    if (!KEY.test(key)) throw new Unfit(field, "is not a possible key: use 1 to 50 letters, digits, - and _, as in plan_name.");
    if (typeof value === "object" && value !== null) throw new Unfit(field, "must be text, a number, true or false; null removes it.");
  }
  return attributes as Record<string, TraitValue>;
}
