import { createHash, randomBytes } from "node:crypto";
import { newUuid } from "@/db/ids";
import { z } from "zod";
import { INSERT_EVENTS } from "@/inngest/engine/endings";
import { ENGINE_CHANNEL, type EngineEvent, projectOf } from "@/inngest/engine/event";
import { meanwhile } from "@/inngest/engine/meanwhile";
import type { Op } from "@/inngest/engine/protocol";
import type { Sql } from "@/inngest/engine/sql";

/**
 * The client's options that make it talk to the built-in engine. The address is one that no request ever reaches: the SDK must write something
 * on what `fetch` then takes. The signing key is random, because without one the SDK would refuse to work, and nobody is to know it.
 */
export const embeddedOptions = (db: Sql) => ({
  isDev: false,
  baseUrl: "http://engine.invalid",
  eventKey: "embedded",
  signingKey: `signkey-embedded-${randomBytes(32).toString("hex")}`,
  fetch: embeddedFetch(db),
});

const LARGEST_EVENT = 512 * 1024;
const MOST_EVENTS = 5_000;

/** Answers what the SDK sends to a server: events, and steps of a call that is going on. Anything else it is told is not offered. */
const embeddedFetch =
  (db: Sql) =>
  async (address: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(address instanceof Request ? address.url : address);
    if (pathname.startsWith("/e/")) return send(db, String(init.body), new Headers(init.headers).get("x-inngest-event-id-seed"));
    if (/^\/v1\/checkpoint\/[^/]+\/async$/.test(pathname)) return save(String(init.body));
    return Response.json({ error: `The built-in engine does not offer ${pathname}. Run on Inngest.`, status: 404 }, { status: 404 });
  };

async function save(body: string): Promise<Response> {
  const { steps } = JSON.parse(body) as { steps: Op[] };
  const saved = await meanwhile.getStore()?.(steps);
  return saved ? Response.json({}) : Response.json({ error: "This call is not going on." }, { status: 409 });
}

const text = z.string().regex(/^[^\0]*$/, "NUL is in no name and no id.");
const Sent = z.object({
  id: text.max(512).nullish(),
  name: text
    .min(1)
    .max(256)
    .refine((name) => !name.startsWith("inngest/"), "Names that begin with inngest/ are the engine's own."),
  data: z.record(z.string(), z.unknown()).nullish(),
  user: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().int().nullish(),
  v: z.string().nullish(),
});

/** Takes events when they are safe in the database, all of them or none. The seed makes a repeated request repeat its ids. */
async function send(db: Sql, body: string, seed: string | null): Promise<Response> {
  const refuse = (error: string) => Response.json({ ids: [], status: 400, error }, { status: 400 });
  const json: unknown = JSON.parse(body);
  const parsed = z
    .array(Sent)
    .max(MOST_EVENTS)
    .safeParse(Array.isArray(json) ? json : [json]);
  if (!parsed.success) return refuse(z.prettifyError(parsed.error));
  const now = new Date();
  const events = parsed.data.map((sent, index): EngineEvent => {
    const { _inngest: _, ...data } = sent.data ?? {};
    return {
      id: sent.id || seededId(seed, index),
      name: sent.name,
      data,
      ts: sent.ts ?? now.getTime(),
      user: sent.user ?? {},
      ...(sent.v != null && { v: sent.v }),
    };
  });
  if (events.some((event) => JSON.stringify(event).length > LARGEST_EVENT)) return refuse("An event may have at most 512 KB.");
  await db.query(SEND, [events.map((event) => JSON.stringify(event)), events.map(projectOf), now, ENGINE_CHANNEL]);
  return Response.json({ ids: events.map(({ id }) => id), status: 200 });
}

const SEND = `with sent as (${INSERT_EVENTS}) select pg_notify($4, '')`;

function seededId(seed: string | null, index: number): string {
  if (seed === null) return newUuid();
  return createHash("sha256").update(`${seed}\n${index}`).digest("hex").slice(0, 32);
}
