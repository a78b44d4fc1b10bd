import "server-only";
import sanitizeHtml from "sanitize-html";
import { liquidIn, liquidUnescaped } from "@/lib/templates/escaping";

type Written = { html: string; preheader: string };

/** Some Liquid stands where HTML cannot hold it, such as between the attributes of a tag. */
export class LostLiquid extends Error {
  override readonly name = "LostLiquid";
}

/**
 * HTML that somebody wrote, as a whole document fit to be sent: nothing in it runs, its Liquid is all there, its preheader is in front,
 * and an email that says nowhere how to leave gets the foot that does.
 */
export function composeHtml({ html, preheader }: Written): string {
  const clean = liquidUnescaped(sanitizeHtml(html, ALLOWED));
  refuseLost(liquidIn(html), liquidIn(clean));
  const whole = /<body\b/i.test(clean) ? `${DOCTYPE}${clean}` : `${DOCTYPE}${HEAD}<body>${clean}</body></html>`;
  const opened = preheader ? whole.replace(/<body\b[^>]*>/i, (body) => `${body}${hidden(preheader)}`) : whole;
  return clean.includes("unsubscribe_url") ? opened : opened.replace(/<\/body>(?![\s\S]*<\/body>)/i, `${FOOT}</body>`);
}

const DOCTYPE = "<!DOCTYPE html>";
const HEAD = `<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"></head>`;

/** Fills the rest of the inbox's preview line, so that the email's body does not run into it. */
const FILLER = "\u034f\u200c\u00a0".repeat(40);

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);

const hidden = (preheader: string) =>
  `<div style="display:none;overflow:hidden;line-height:1px;opacity:0;max-height:0;max-width:0" data-skip-in-text="true">${escaped(preheader)}${FILLER}</div>`;

const QUIET = "margin:0;color:#566368;font:12px/18px -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Who writes and how to leave. An email that nobody subscribed to (a receipt) has nothing to leave. */
const FOOT = `<div style="padding:20px 24px;text-align:center"><p style="${QUIET}">{{ project.name }}{% if project.postal_address %} · {{ project.postal_address }}{% endif %}</p>{% if unsubscribe_url %}<p style="${QUIET}"><a href="{{ unsubscribe_url }}" style="color:#566368;text-decoration:underline">Unsubscribe</a></p>{% endif %}</div>`;

function refuseLost(before: string[], after: string[]) {
  const left = [...after];
  const lost = before.find((piece) => {
    const at = left.indexOf(piece);
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
  if (lost)
    throw new LostLiquid(`“${lost.slice(0, 120)}” stands where HTML cannot hold it. Put it in the text, or inside an attribute's quotes.`);
}

const TAGS = `html head title meta style body div span p a img br hr h1 h2 h3 h4 h5 h6 b strong i em u s small sub sup blockquote pre code
  ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th center font abbr address figure figcaption picture`.split(/\s+/);

const ANYWHERE = `style class id dir lang title align valign width height bgcolor background border role aria-label aria-hidden
  data-skip-in-text`.split(/\s+/);

/** What mail clients understand, and nothing that could run or ask: no scripts, forms, frames or objects. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    "*": ANYWHERE,
    a: ["href", "target", "rel", "name"],
    img: ["src", "alt", "srcset"],
    table: ["cellpadding", "cellspacing"],
    td: ["colspan", "rowspan", "nowrap"],
    th: ["colspan", "rowspan", "scope", "nowrap"],
    col: ["span"],
    font: ["color", "face", "size"],
    ol: ["start", "type"],
    meta: ["charset", "name", "content"],
    style: ["type", "media"],
  },
  allowedSchemes: ["http", "https", "mailto", "tel", "sms", "cid"],
  allowedSchemesByTag: { img: ["http", "https", "cid", "data"] },
  allowProtocolRelative: false,
  allowVulnerableTags: true, // `style`: what it could load is stopped by mail clients, and by the frame's policy here
  parseStyleAttributes: false,
};
