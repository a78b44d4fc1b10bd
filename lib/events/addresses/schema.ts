/** How an address is compared with that of a visit. In a pattern `*` stands for anything. */
export const ADDRESS_MATCHES = ["is", "begins_with", "contains", "pattern"] as const;
export type AddressMatch = (typeof ADDRESS_MATCHES)[number];

/** How a comparison of addresses reads before the address. */
export const ADDRESS_WORDS: Record<AddressMatch, string> = {
  is: "is",
  begins_with: "begins with",
  contains: "contains",
  pattern: "fits the pattern",
};
