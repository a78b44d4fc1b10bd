import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Offer = { key: string; bytes: string; headers: IncomingHttpHeaders };
type Behaviour = (offer: Offer, response: ServerResponse) => boolean;

/**
 * Stands in for Resend at the wire: takes emails, remembers keys, refuses one key with two payloads. `next` decides about the offers to
 * come before that, one each; it returns true when it has answered, or has taken care that nobody will.
 */
export async function fakeResend() {
  const offers: Offer[] = [];
  const taken = new Map<string, { bytes: string; id: string }>();
  const next: Behaviour[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const offer = {
      key: String(request.headers["idempotency-key"]),
      bytes: Buffer.concat(chunks).toString("utf8"),
      headers: request.headers,
    };
    offers.push(offer);
    if (next.shift()?.(offer, response)) return;
    take(offer, response);
  });
  function take(offer: Offer, response: ServerResponse) {
    const known = taken.get(offer.key);
    if (known && known.bytes !== offer.bytes)
      return say(response, 409, { statusCode: 409, name: "invalid_idempotent_request", message: "Another payload." });
    const id = known?.id ?? `re_${taken.size + 1}`;
    taken.set(offer.key, { bytes: offer.bytes, id });
    say(response, 200, { id });
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url, offers, taken, next, take, stop };
}

export function say(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  return true;
}
