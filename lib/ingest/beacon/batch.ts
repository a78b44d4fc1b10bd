import type { Call } from "@/lib/events/schema";
import type { BeaconCall } from "@/lib/ingest/beacon/call";
import { charges } from "@/lib/ingest/beacon/charges";
import { customers } from "@/lib/ingest/beacon/customers";
import { events } from "@/lib/ingest/beacon/events";
import { pages } from "@/lib/ingest/beacon/pages";
import { tags } from "@/lib/ingest/beacon/tags";
import type { Said } from "@/lib/ingest/body";
import { keptContext } from "@/lib/ingest/context";
import type { Knock } from "@/lib/ingest/door";
import { Unfit } from "@/lib/ingest/problems";
import { correctedTime, idIn, objectIn, timeIn } from "@/lib/ingest/said";

/** What the JS tag's calls are named, each read as its noun of the Beacon API. */
const TYPES: Record<string, BeaconCall> = { identify: customers, event: events, charge: charges, tag: tags, page: pages };

/** What a batch says for all its calls: by how much the browser's clock is off, and where it is. */
export type Visit = { sentAt: number | undefined; context: Said; receivedAt: number };

export const visitOf = (said: Said, knock: Knock, receivedAt: number): Visit => ({
  sentAt: timeIn(said, "sent_at"),
  context: { country: countryOf(knock), ...objectIn(said, "context") },
  receivedAt,
});

/** `POST /beacon/batch`: what the JS tag sends, `{ api_key, sent_at, context, batch: [{ type, message_id, created_at, … }] }`. */
export function readVisitCall(said: Said, { sentAt, context, receivedAt }: Visit): Call {
  const { type, created_at: _, ...fields } = said;
  const noun = typeof type === "string" && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (!noun) throw new Unfit("type", `must be one of ${Object.keys(TYPES).join(", ")}.`);
  const at = correctedTime(timeIn(said, "created_at"), sentAt, receivedAt);
  const call = noun.read(fields, receivedAt, idIn(said, "message_id"));
  return { ...call, at, context: keptContext({ ...context, ...objectIn(said, "context") }) };
}

/** The country in which a proxy in front of us saw the browser. Anything but two letters is none. */
function countryOf({ header }: Knock): string | undefined {
  const code = header("cf-ipcountry") ?? header("x-vercel-ip-country");
  return code && /^[A-Z]{2}$/.test(code) && code !== "XX" ? code : undefined;
}
