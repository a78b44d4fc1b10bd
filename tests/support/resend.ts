import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Offer = { key: string; bytes: string; headers: IncomingHttpHeaders; path: string; at: number };
type Behaviour = (offer: Offer, response: ServerResponse) => boolean;

/**
 * Stands in for Resend at the wire: takes emails one by one and in batches, remembers keys, refuses one key with two payloads. `next` decides
 * about the offers to come before that, one each, and `always` about every offer; they return true when they have answered, or have taken
 * care that nobody will. `mailed` counts what an inbox would have got, by address. With `forgets` it sends again whatever it is offered again.
 */
export async function fakeResend({ forgets = false, keepOffers = true } = {}) {
  const offers: Offer[] = [];
  const taken = new Map<string, { bytes: string; id: string; answer?: object }>();
  const mailed = new Map<string, number>();
  const next: Behaviour[] = [];
  const always: Behaviour[] = [];
  let count = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const offer = {
      key: String(request.headers["idempotency-key"]),
      bytes: Buffer.concat(chunks).toString("utf8"),
      headers: request.headers,
      path: request.url ?? "",
      at: performance.now(),
    };
    if (keepOffers) offers.push(offer);
    if (next.shift()?.(offer, response)) return;
    if (always.some((behave) => behave(offer, response))) return;
    take(offer, response);
  });
  function take(offer: Offer, response: ServerResponse) {
    const known = taken.get(offer.key);
    if (known && !forgets) {
      if (known.bytes !== offer.bytes)
        return say(response, 409, { statusCode: 409, name: "invalid_idempotent_request", message: "Another payload." });
      return say(response, 200, known.answer ?? { id: known.id });
    }
    const letters = [JSON.parse(offer.bytes)].flat() as { to: string }[];
    const errors = letters.flatMap(({ to }, index) => (to.includes("refused") ? [{ index, message: "Invalid `to` field." }] : []));
    const good = letters.filter((_, index) => !errors.some((error) => error.index === index));
    if (good.length === 0 && !offer.path.endsWith("/batch"))
      return say(response, 422, { statusCode: 422, name: "validation_error", message: "Invalid `to` field." });
    for (const { to } of good) mailed.set(to, (mailed.get(to) ?? 0) + 1);
    const data = good.map(() => ({ id: `re_${++count}` }));
    const answer = offer.path.endsWith("/batch") ? { data, errors } : data[0]!;
    taken.set(offer.key, { bytes: offer.bytes, id: data[0]?.id ?? "", answer });
    say(response, 200, answer);
  }
  /** Takes an offer, and the connection is lost before anybody hears of it. */
  function takeUnheard(offer: Offer, response: ServerResponse) {
    take(offer, { writeHead: () => ({ end: () => undefined }) } as never);
    response.destroy();
    return true;
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url, offers, taken, mailed, next, always, takeUnheard, stop };
}

/**
 * From now on, of a hundred offers about two are taken while the connection is lost, and five are told to come later, by numbers from 0 to 1.
 * Answers how many it were so far.
 */
export function makeUnreliable({ always, takeUnheard }: Awaited<ReturnType<typeof fakeResend>>, random: () => number) {
  const faults = { unheard: 0, later: 0 };
  always.push((offer, response) => {
    const chance = random();
    if (chance >= 0.07) return false;
    faults[chance < 0.02 ? "unheard" : "later"]++;
    if (chance < 0.02) return takeUnheard(offer, response);
    return say(response, 429, { statusCode: 429, name: "rate_limit_exceeded", message: "Too many." }, { "retry-after": "1" });
  });
  return faults;
}

export function say(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  return true;
}
