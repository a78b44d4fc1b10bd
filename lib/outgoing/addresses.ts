import { BlockList, isIP, isIPv4 } from "node:net";

/** What is no place on the public internet (IANA's special-purpose registries): private, shared, link-local, metadata, tests, multicast. */
const NOT_PUBLIC_V4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
  192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3`.split(/\s+/);
/** Of IPv6 only 2000::/3 is given out; inside it, these are not, or lead on to an IPv4 address of somebody's choice (6to4, Teredo). */
const NOT_PUBLIC_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

const notPublic = listOf([...NOT_PUBLIC_V4, ...NOT_PUBLIC_V6]);
const givenOut = listOf(["2000::/3"]);
const loopback = listOf(["127.0.0.0/8", "::1/128"]);

/** Whether an address is one that anybody on the internet may be asked to call. Text that is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (isIPv4(address)) return !notPublic.check(address, "ipv4");
  return givenOut.check(address, "ipv6") && !notPublic.check(address, "ipv6");
}

export const isLoopback = (address: string): boolean => isIP(address) !== 0 && loopback.check(address, isIPv4(address) ? "ipv4" : "ipv6");

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    list.addSubnet(address, Number(bits), isIPv4(address) ? "ipv4" : "ipv6");
  }
  return list;
}
