import type { Told } from "@/lib/customers/traits";

/** An email address as a name: without spaces around it, in small letters. Undefined when it cannot be one. */
export function addressOf(said: string): string | undefined {
  const address = said.trim().toLowerCase();
  return address.length <= 254 && /^[^\s@<>(),;:\\"]{1,64}@[^\s@<>(),;:\\"]+\.[^\s@<>(),;:\\".]+$/.test(address) ? address : undefined;
}

export type HeldEmail = { value: string; claimed: number };

/**
 * The address that mail goes to: the one told last, if it is theirs and not somebody else's; else, unless it was taken back,
 * the newest of their own.
 */
export function emailInForce({ traits, traitTimes }: Told, held: readonly HeldEmail[]): string | null {
  const told = traits.email;
  const address = typeof told === "string" ? addressOf(told) : undefined;
  if (address !== undefined && held.some(({ value }) => value === address)) return address;
  if (told === undefined && Object.hasOwn(traitTimes, "email")) return null;
  return held.toSorted((a, b) => b.claimed - a.claimed || (a.value < b.value ? 1 : -1))[0]?.value ?? null;
}
