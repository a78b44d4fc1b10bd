/** An email address as a name: without spaces around it, in small letters. Undefined when it cannot be one. */
export function addressOf(said: string): string | undefined {
  const address = said.trim().toLowerCase();
  return address.length <= 254 && /^[^\s@<>(),;:\\"]{1,64}@[^\s@<>(),;:\\"]+\.[^\s@<>(),;:\\".]+$/.test(address) ? address : undefined;
}
