import "server-only";
import http, { type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import { addressesOf, hostOf, type Resolve, readTarget, TargetRefused } from "@/lib/outgoing/target";

const TIMEOUT_MILLIS = 15_000;
const MOST_BYTES = 64 * 1024;

export type Outgoing = {
  url: string;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Readonly<Record<string, string>>;
  body?: string;
  timeoutMillis?: number;
};
/** What was answered. Of a long body only the beginning is read. A redirect is an answer like any other: it is not followed. */
export type Answered = { status: number; body: string; retryAfterSeconds: number | null; millis: number };

/** Nothing was answered. `reached` tells whether the other side may have heard what was asked. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  readonly reached: boolean;
  readonly millis: number;
  constructor(message: string, reached: boolean, millis: number) {
    super(message);
    this.reached = reached;
    this.millis = millis;
  }
}

/**
 * Calls a web address that a person gave us. Guarantee: a connection is made to a public address and to none other, whatever the name
 * says and however often it changes its mind; one call takes at most 15 seconds and 64 KB. Throws `TargetRefused` or `NoAnswer`.
 */
export async function callOut(asked: Outgoing, resolve?: Resolve): Promise<Answered> {
  const began = performance.now();
  const millis = () => Math.round(performance.now() - began);
  const target = readTarget(asked.url);
  const stop = AbortSignal.timeout(asked.timeoutMillis ?? TIMEOUT_MILLIS);
  let reached = false;
  try {
    const [found] = await Promise.race([addressesOf(hostOf(target), resolve), aborted(stop)]);
    const response = await send(target, found!, asked, stop, () => {
      reached = true;
    });
    const body = await beginningOf(response);
    return { status: response.statusCode ?? 0, body, retryAfterSeconds: secondsOf(response.headers["retry-after"]), millis: millis() };
  } catch (error) {
    if (error instanceof TargetRefused) throw error;
    throw new NoAnswer(stop.aborted ? "It did not answer in time." : wordsFor(error), reached, millis());
  }
}

/** Connects to the address that was checked, while the certificate and the Host header are those of the name. */
function send(
  target: URL,
  { address, family }: { address: string; family: number },
  asked: Outgoing,
  signal: AbortSignal,
  sent: () => void,
) {
  const body = asked.body === undefined ? undefined : Buffer.from(asked.body);
  const options: RequestOptions = {
    method: asked.method ?? "POST",
    headers: { "user-agent": "CrowdPower", ...asked.headers, ...(body && { "content-length": body.byteLength }) },
    signal,
    agent: false,
    lookup: (_, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family)),
  };
  return new Promise<IncomingMessage>((resolve, reject) => {
    const request = (target.protocol === "https:" ? https : http).request(target, options, resolve);
    request.on("error", reject);
    request.on("socket", (socket) => socket.once(target.protocol === "https:" ? "secureConnect" : "connect", sent));
    request.end(body);
  });
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString("utf8", 0, MOST_BYTES);
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

function secondsOf(said: string | undefined): number | null {
  const seconds = Number(said);
  return said && seconds >= 0 ? seconds : null;
}

const WORDS: Record<string, string> = {
  ENOTFOUND: "Its name is not known.",
  EAI_AGAIN: "Its name could not be looked up.",
  ECONNREFUSED: "It refused the connection.",
  ECONNRESET: "It closed the connection.",
  CERT_HAS_EXPIRED: "Its certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "Its certificate is signed by itself.",
};

function wordsFor(error: unknown): string {
  const { code = "", message = "" } = error as NodeJS.ErrnoException;
  return WORDS[code] ?? `The connection failed: ${message || code}`;
}
