import type { AddressMatch } from "@/lib/events/addresses/schema";

type Visit = Readonly<Record<string, unknown>>;

/**
 * Whether a visit was of an address that somebody names. One that begins with a slash is compared with the path, any other with the whole
 * address without its scheme; capitals, a slash at the end and what follows `#` make no difference, and a query only where one is named.
 */
export function isVisitOf({ match, address }: { match: AddressMatch; address: string }, visit: Visit): boolean {
  const asked = plainAddress(address, address.includes("?"));
  if (asked === "") return false;
  return candidates(visit, address).some((seen) => MATCHES[match](seen, asked));
}

const MATCHES: Record<AddressMatch, (seen: string, asked: string) => boolean> = {
  is: (seen, asked) => seen === asked,
  begins_with: (seen, asked) => seen.startsWith(asked),
  contains: (seen, asked) => seen.includes(asked),
  pattern: fits,
};

function candidates({ url, path, search }: Visit, asked: string): string[] {
  const hasQuery = asked.includes("?");
  const said = (value: unknown) => (typeof value === "string" && value !== "" ? value.slice(0, 4_000) : null);
  const whole = said(url);
  if (!asked.startsWith("/")) return whole ? [plainAddress(whole, hasQuery)] : [];
  const place = said(path) ?? whole?.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "") ?? null;
  if (place === null) return [];
  const query = hasQuery && !place.includes("?") ? (said(search) ?? (whole?.includes("?") ? whole.slice(whole.indexOf("?")) : "")) : "";
  return [plainAddress(place + query, hasQuery)];
}

/** An address without what makes no difference. */
export function plainAddress(address: string, withQuery: boolean): string {
  const [place = "", ...query] = address
    .toLowerCase()
    .replace(/#.*$/s, "")
    .replace(/^https?:\/\/(www\.)?/, "")
    .split("?");
  const trimmed = place.length > 1 ? place.replace(/\/$/, "") : place;
  return withQuery && query.length > 0 ? `${trimmed}?${query.join("?")}` : trimmed;
}

/** Whether a text is what a pattern says: the pieces between the stars, in order. One walk, whatever the pattern. */
function fits(text: string, pattern: string): boolean {
  const pieces = pattern.split("*");
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
