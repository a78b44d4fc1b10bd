import { AppError } from "@/lib/errors";
import { readVisitCall, visitOf } from "@/lib/ingest/beacon/batch";
import type { BeaconCall } from "@/lib/ingest/beacon/call";
import { charges } from "@/lib/ingest/beacon/charges";
import { customers } from "@/lib/ingest/beacon/customers";
import { events } from "@/lib/ingest/beacon/events";
import { pages } from "@/lib/ingest/beacon/pages";
import { recordTrack } from "@/lib/ingest/beacon/track";
import { tags } from "@/lib/ingest/beacon/tags";
import { readBody, type Said } from "@/lib/ingest/body";
import { MAX_CALL_BYTES } from "@/lib/ingest/check";
import { type Admit, type Answer, json, type Knock, openKey, preflight } from "@/lib/ingest/door";
import { doorOf, Unfit } from "@/lib/ingest/problems";
import { idIn, listIn } from "@/lib/ingest/said";
import { recordOne, Telling } from "@/lib/ingest/telling";
import type { Scope } from "@/lib/scope";

const MAX_BULK_BYTES = 500 * 1024;
const DONE = { success: true, code: 200, data: null };

/** The calls of the Beacon API by their path; each also has a `/bulk`. Another noun is another file and a line here. */
const CALLS: Record<string, BeaconCall> = { customers, events, charges, tags, pages };
/** Calls that carry several nouns at once. */
const TOGETHER: Record<string, (scope: Scope, said: Said, knock: Knock) => Promise<Answer>> = { track, batch };

/** CrowdPower's Beacon API: write-only, for websites with the public key and for servers with a secret one. */
export const beacon = doorOf({ maxBytes: MAX_BULK_BYTES, tooLarge: 413 }, answered);

async function answered(knock: Knock, admit: Admit): Promise<Answer> {
  if (knock.method === "OPTIONS") return preflight();
  if (knock.method === "POST" && Object.hasOwn(TOGETHER, knock.path)) {
    const said = readBody(knock, MAX_BULK_BYTES);
    return TOGETHER[knock.path]!(await admit(keyOf(knock, said)), said, knock);
  }
  const [noun = "", bulk, ...more] = knock.path.split("/");
  const call = Object.hasOwn(CALLS, noun) ? CALLS[noun] : undefined;
  if (knock.method !== "POST" || !call || (bulk !== undefined && bulk !== "bulk") || more.length > 0) {
    throw new AppError("NOT_FOUND", `There is nothing at ${knock.method} /beacon/${knock.path}.`);
  }
  const said = readBody(knock, bulk ? MAX_BULK_BYTES : MAX_CALL_BYTES);
  const scope = await admit(keyOf(knock, said));
  const key = idOf(knock);
  return bulk ? inBulk(scope, said, call, noun, key) : single(scope, said, call, key);
}

async function single(scope: Scope, said: Said, call: BeaconCall, key: string | undefined): Promise<Answer> {
  const telling = new Telling("beacon", scope.clock.now());
  await recordOne(scope, telling, said, (item) => call.read(item, telling.receivedAt.getTime(), idIn(item, "message_id") ?? key));
  return json(200, DONE);
}

/** What stands beside the list says who it is about, for every item that does not say it itself. */
async function inBulk(scope: Scope, said: Said, call: BeaconCall, noun: string, key: string | undefined): Promise<Answer> {
  const telling = new Telling("beacon", scope.clock.now());
  const shared = Object.fromEntries(call.shared.map((field) => [field, said[field]]));
  telling.readAll(listIn(said, noun), (item, index) => {
    const id = idIn(item, "message_id") ?? (key && `${key}:${index}`);
    return call.read({ ...shared, ...item }, telling.receivedAt.getTime(), id);
  });
  return json(200, { ...DONE, rejected: await telling.record(scope) });
}

async function track(scope: Scope, said: Said, knock: Knock): Promise<Answer> {
  return json(200, { ...DONE, rejected: await recordTrack(scope, said, new Telling("beacon", scope.clock.now()), idOf(knock)) });
}

async function batch(scope: Scope, said: Said, knock: Knock): Promise<Answer> {
  const telling = new Telling("beacon", scope.clock.now(), knock.address());
  const visit = visitOf(said, knock, telling.receivedAt.getTime());
  telling.readAll(listIn(said, "batch"), (item) => readVisitCall(item, visit));
  return json(200, { ...DONE, rejected: await telling.record(scope) });
}

/** Calls that carry no id of their own count each time they arrive, unless the request has a key that says they are the same. */
function idOf({ header }: Knock): string | undefined {
  const key = header("idempotency-key")?.trim();
  if (key && key.length > 200) throw new Unfit("Idempotency-Key", `is ${key.length} characters long; 200 are possible.`);
  return key || undefined;
}

/** A body of the Beacon API, too, may be a page's. */
function keyOf({ header, query }: Knock, said: Said): string | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(header("authorization") ?? "")?.[1];
  if (bearer) return bearer;
  return openKey(query.get("api_key") ?? idIn(said, "api_key"));
}
