import "server-only";
import { after } from "next/server";
import { targetOf, traceOf } from "@/lib/auth/letters";
import { systemClock } from "@/lib/clock";
import { recordClick, recordOpen } from "@/lib/tracking/recording";
import { report } from "@/lib/web/report";

/** One pixel that cannot be seen, in 43 bytes. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==", "base64");

const visitOf = (request: Request) => ({ method: request.method, userAgent: request.headers.get("user-agent"), at: systemClock.now() });

/** Does something once the answer is on its way. */
type Later = (write: () => Promise<void>) => void;
const onceAnswered: Later = (write) => after(() => write().catch(reported));

/** Answers the picture whatever comes of the rest, so that an email never looks broken. What it tells is written afterwards. */
export async function pixel(request: Request, token: string, later: Later = onceAnswered): Promise<Response> {
  const visit = visitOf(request);
  const trace = await traceOf(token).catch(reported);
  if (trace) later(() => recordOpen(trace.scope, trace.traced.messageId, visit));
  const headers = { "content-type": "image/gif", "content-length": String(PIXEL.length), "cache-control": "no-store, private" };
  return new Response(PIXEL, { headers });
}

/** Leads on to where the link in an email goes, or null when there is no such link. It waits for no write. */
export async function onward(request: Request, token: string, place: string, later: Later = onceAnswered): Promise<Response | null> {
  const visit = visitOf(request);
  const trace = /^\d{1,4}$/.test(place) ? await traceOf(token) : null;
  const url = trace && (await targetOf(trace.traced, Number(place)));
  if (!trace || !url) return null;
  later(() => recordClick(trace.scope, trace.traced.messageId, Number(place), url, visit));
  const headers = { location: inHeader(url), "cache-control": "no-store, private", "referrer-policy": "no-referrer" };
  return new Response(null, { status: 302, headers });
}

/** To the byte, but for what no header can hold. */
const inHeader = (url: string) => url.toWellFormed().replace(/[^\x21-\x7e]/gu, (letter) => encodeURIComponent(letter));

const reported = (error: unknown) => void report(error);
