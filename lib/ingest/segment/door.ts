import { AppError } from "@/lib/errors";
import { isObject, readBody, type Said } from "@/lib/ingest/body";
import { MAX_CALL_BYTES } from "@/lib/ingest/check";
import { type Admit, type Answer, json, type Knock, preflight } from "@/lib/ingest/door";
import { doorOf, Unfit } from "@/lib/ingest/problems";
import { idIn, listIn, millisOf } from "@/lib/ingest/said";
import { answerSettings } from "@/lib/ingest/segment/settings";
import { type Envelope, type Kind, KINDS, readCall } from "@/lib/ingest/segment/read";
import { recordOne, Telling } from "@/lib/ingest/telling";
import type { Scope } from "@/lib/scope";

const MAX_BATCH_BYTES = 500 * 1024;
const DONE = { success: true };

/** Browsers shorten a call's path to its first letter. */
const PATHS: ReadonlyMap<string, Kind | "batch" | "metrics"> = new Map([
  ...KINDS.flatMap((kind) => [kind, kind.charAt(0)].map((path): [string, Kind] => [path, kind])),
  ["batch", "batch"],
  ["b", "batch"],
  ["import", "batch"],
  ["m", "metrics"],
]);

/** Segment's HTTP tracking API, as its SDKs and RudderStack's speak it. */
export const segment = doorOf({ maxBytes: MAX_BATCH_BYTES, tooLarge: 400 }, answered);

async function answered(knock: Knock, admit: Admit): Promise<Answer> {
  if (knock.path.startsWith("projects/")) return answerSettings(knock, admit);
  if (knock.method === "OPTIONS") return preflight();
  const kind = PATHS.get(knock.path);
  if (knock.method !== "POST" || !kind) throw new AppError("NOT_FOUND", `There is nothing at ${knock.method} /v1/${knock.path}.`);
  if (kind === "metrics") return json(200, DONE);
  const said = readBody(knock, kind === "batch" ? MAX_BATCH_BYTES : MAX_CALL_BYTES);
  const scope = await admit(keyOf(knock) ?? idIn(said, "writeKey") ?? null);
  const telling = new Telling("segment", scope.clock.now(), ownAddress(knock, said));
  return kind === "batch" ? batch(scope, said, telling) : single(scope, said, kind, telling);
}

/** Where the customer is: known of a page, which a browser names, and of who says that it speaks to us directly. A server is elsewhere. */
const ownAddress = ({ header, address }: Knock, { context }: Said): string | undefined =>
  header("origin") || (isObject(context) && context.direct === true) ? address() : undefined;

async function single(scope: Scope, said: Said, kind: Kind, telling: Telling): Promise<Answer> {
  const envelope = { ...NOTHING, receivedAt: telling.receivedAt.getTime() };
  await recordOne(scope, telling, said, (call) => readCall(call, kind, envelope));
  return json(200, DONE);
}

async function batch(scope: Scope, said: Said, telling: Telling): Promise<Answer> {
  const envelope = {
    // What cannot be read of the envelope is as if it were not there: SDKs drop a whole batch that gets a 400.
    sentAt: millisOf(said.sentAt),
    context: isObject(said.context) ? said.context : undefined,
    integrations: isObject(said.integrations) ? said.integrations : undefined,
    receivedAt: telling.receivedAt.getTime(),
  };
  telling.readAll(listIn(said, "batch"), (call) => readCall(call, kindOf(call), envelope));
  const rejected = await telling.record(scope);
  return json(200, rejected.length > 0 ? { ...DONE, rejected } : DONE);
}

const NOTHING = { sentAt: undefined, context: undefined, integrations: undefined } satisfies Partial<Envelope>;

function kindOf({ type }: Said): Kind {
  const kind = KINDS.find((known) => known === type);
  if (!kind) throw new Unfit("type", `must be one of ${KINDS.join(", ")}.`);
  return kind;
}

/** The write key, as the user name of Basic (with or without its colon) or as a Bearer token. */
export function keyOf({ header }: Pick<Knock, "header">): string | null {
  const [scheme, value] = header("authorization")?.trim().split(/\s+/) ?? [];
  if (!value) return null;
  if (/^bearer$/i.test(scheme ?? "")) return value;
  return /^basic$/i.test(scheme ?? "") ? Buffer.from(value, "base64").toString("utf8").split(":")[0] || null : null;
}
