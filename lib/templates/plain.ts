import "server-only";
import { toPlainText } from "react-email";
import { hideLiquid } from "@/lib/templates/liquid/hidden";

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } }));

/** The plain part of a source, with the same Liquid in it: turning HTML into text costs a thousand times what filling in its values does. */
export function plainSource(html: string): string {
  const { text, show } = hideLiquid(html);
  return show(toPlainText(text, { selectors: HEADINGS }));
}

/** What stood alone on its lines and came to nothing leaves no gap. */
export const withoutGaps = (text: string): string =>
  text
    .replace(/[^\S\n]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
