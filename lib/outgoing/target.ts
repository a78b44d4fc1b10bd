import "server-only";
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { variable } from "@/lib/env";
import { isLoopback, isPublicAddress } from "@/lib/outgoing/addresses";

/** An address that we do not call, whatever comes of it. The message says why, to whoever gave it. */
export class TargetRefused extends Error {
  override readonly name = "TargetRefused";
}

export type Resolve = (host: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/** On a developer's own machine, what listens there may be called, and without TLS. */
const mayCallLoopback = (): boolean => variable("ALLOW_LOOPBACK_TARGETS") === "1";

const mayCall = (address: string) => isPublicAddress(address) || (mayCallLoopback() && isLoopback(address));

/** Reads a web address that somebody gave us to call, or throws `TargetRefused`. Names are looked up when it is called, and checked then. */
export function readTarget(text: string): URL {
  if (!URL.canParse(text)) throw new TargetRefused("That is not a web address. Begin with https://.");
  const url = new URL(text);
  if (url.username || url.password) throw new TargetRefused("Leave user and password out of the address.");
  const host = hostOf(url);
  const isLocal = mayCallLoopback() && (isLoopback(host) || /^localhost\.?$/.test(host));
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal)) throw new TargetRefused("Use an https address.");
  if (isIP(host) && !mayCall(host)) throw notPublic(host);
  return url;
}

/** A host as it is looked up: an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

/**
 * Where a host is, each of its addresses checked: connect to one of these and to nothing else, so that a name which answers
 * differently a moment later leads nowhere. One address that may not be called refuses the name as a whole.
 */
export async function addressesOf(host: string, resolve: Resolve = resolveBySystem): Promise<LookupAddress[]> {
  const family = isIP(host);
  const addresses = family ? [{ address: host, family }] : await resolve(host);
  const bad = addresses.find(({ address }) => !mayCall(address));
  if (bad) throw notPublic(bad.address);
  if (addresses.length === 0) throw new Error(`${host} has no address.`);
  return addresses;
}

const notPublic = (address: string) => new TargetRefused(`${address} is not an address on the public internet, so it is not called.`);
