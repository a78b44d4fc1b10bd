const SAFE = new Set(["http", "https", "mailto", "tel", "sms", "cid"]);
const SAFE_IMAGE = /^data:image\/(png|jpeg|gif|webp);base64,/i;

/**
 * Takes away every address with a scheme that could run something, whoever wrote it: a trait, a property or a designer. Values are
 * escaped before, so an attribute cannot be left early, and what looks like one in the text has no real quotes.
 */
export const withSafeLinks = (html: string): string =>
  html.replace(/(\s(?:href|src|background|action|formaction|poster)=")([^"]*)"/gi, (whole, start: string, address: string) =>
    isSafe(address) ? whole : `${start}#"`,
  );

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
