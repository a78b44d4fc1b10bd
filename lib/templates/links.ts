import { type Hidden, hideLiquid, holdsLiquid } from "@/lib/templates/liquid/hidden";

const SAFE = new Set(["http", "https", "mailto", "tel", "sms", "cid"]);
const SAFE_IMAGE = /^data:image\/(png|jpeg|gif|webp);base64,/i;
const ATTRIBUTE = /(\s(?:href|src|background|action|formaction|poster)=")([^"]*)"/gi;

/**
 * Takes away every address with a scheme that could run something, whoever wrote it: a trait, a property or a designer. Values are
 * escaped before, so an attribute cannot be left early, and what looks like one in the text has no real quotes.
 */
export const withSafeLinks = (html: string): string =>
  html.replace(ATTRIBUTE, (whole, start: string, address: string) => (isSafe(address) ? whole : `${start}#"`));

/**
 * The same of a source with Liquid in it, once for everybody; null where an address depends on whom it is for. Addresses that we give
 * ourselves do not count.
 */
export function sourceWithSafeLinks(source: string): string | null {
  const { text, show } = hideLiquid(source);
  if ([...text.matchAll(TAG)].some(([tag]) => holdsLiquid(tag.replace(/"[^"]*"|'[^']*'/g, "")))) return null;
  const addresses = [...text.matchAll(ATTRIBUTE)].map(([, , address]) => address ?? "");
  return addresses.every((address) => !holdsLiquid(address) || OURS.test(show(address))) ? show(withSafeLinks(text)) : null;
}

const TAG = /<[a-z][^>]*>/gi;
const OURS = /^\{\{ (?:unsubscribe_url|preferences_url|view_url|open_url|click_url) \}\}[\w/]*$/;

/** A link that leads through us: `url` is where it goes on to. With Liquid in it (`varies`) it has to be rendered for each person. */
export type TrackedLink = { place: number; url: string; varies: boolean };
export type Tracked = { html: string; links: TrackedLink[] };

const PIXEL =
  '<img src="{{ open_url }}" alt="" width="1" height="1" style="display:block;width:1px;height:1px;border:0;overflow:hidden" data-skip-in-text="true"/>';

/** A source whose web links lead through us by their place in it, with a picture of one pixel at its end. The ways to leave, and to see it in a browser, stay as they are. */
export function trackedSource(source: string): Tracked {
  const hidden = hideLiquid(source);
  const links: TrackedLink[] = [];
  const text = hidden.text.replace(/(<a\b[^>]*?\shref=")([^"]*)"/gi, (whole, start: string, address: string) => {
    const url = webAddress(hidden, address);
    if (url === null) return whole;
    return `${start}{{ click_url }}/${links.push({ place: links.length, url, varies: holdsLiquid(address) }) - 1}"`;
  });
  const end = text.lastIndexOf("</body>");
  const html = end === -1 ? text + PIXEL : text.slice(0, end) + PIXEL + text.slice(end);
  return { html: hidden.show(html), links };
}

/** Where an attribute leads, to the byte, if that is or may become an address on the web. */
function webAddress({ show }: Hidden, attribute: string): string | null {
  const url = show(decoded(attribute).trim());
  if (/\b(unsubscribe_url|preferences_url|view_url)\b/.test(url)) return null;
  return /^https?:\/\//i.test(url) || (holdsLiquid(attribute) && url.startsWith("{")) ? url : null;
}

function isSafe(attribute: string): boolean {
  // Browsers skip spaces and control characters in front of a scheme, and tabs and line breaks inside it.
  const address = decoded(attribute).replace(/[\p{Cc}\p{Z}\u200b-\u200f\ufeff]/gu, "");
  const scheme = /^([^/?#]*?):/.exec(address)?.[1]?.toLowerCase();
  return scheme === undefined || SAFE.has(scheme) || SAFE_IMAGE.test(address);
}

const NAMED: Record<string, string> = { amp: "&", colon: ":", tab: "\t", newline: "\n", quot: '"', lt: "<", gt: ">" };

const decoded = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|colon|tab|newline|quot|lt|gt));?/gi, (_, decimal?: string, hex?: string, name?: string) => {
    if (name) return NAMED[name.toLowerCase()]!;
    const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
