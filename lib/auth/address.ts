import "server-only";
import { isIPv6 } from "node:net";

/** Under this symbol the web process keeps the name of the header in which it tells who is at the other end of the connection. */
const PEER_HEADER = Symbol.for("crowdpower.peer-header");

/**
 * Where a request comes from. What a proxy says is believed when it is on this machine or in a private network; of the addresses it
 * lists, only the last is its own knowledge.
 */
export function fullAddressOf(headers: Headers, peerHeader = peerHeaderName()): string {
  const peer = peerHeader ? headers.get(peerHeader) : null;
  const told = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return plain(peer && !isNear(plain(peer)) ? peer : (told ?? peer ?? "unknown"));
}

/** The same to count by: an IPv6 address counts as its /64, because everybody has that many of them. */
export function addressOf(headers: Headers, peerHeader = peerHeaderName()): string {
  const address = fullAddressOf(headers, peerHeader);
  return isIPv6(address) ? networkOf(address) : address;
}

function peerHeaderName(): string | undefined {
  const name: unknown = Reflect.get(globalThis, PEER_HEADER);
  return typeof name === "string" ? name : undefined;
}

const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");

const isNear = (address: string) => /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd]|fe[89ab])/i.test(address);

/** The first four groups, written out. */
function networkOf(address: string): string {
  const [left = "", right] = address.split("::");
  const head = left ? left.split(":") : [];
  const tail = right ? right.split(":") : [];
  const zeros = right === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  const groups = [...head, ...zeros, ...tail].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}
