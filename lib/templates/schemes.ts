/** How an email is looked at: in a light inbox, or a dark one. */
export type Scheme = "light" | "dark";

const DARK_MEDIA = /@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi;

/** What clients do that turn colours around by themselves. Pictures keep theirs. */
const TURNED =
  "<style>html{filter:invert(.93) hue-rotate(180deg);background:#fff}img,picture,[background]{filter:invert(1) hue-rotate(180deg)}</style>";

/**
 * An email as it is seen in a scheme, whatever the browser's own is: its rules for dark hold always or never. One that has none is turned
 * around, as many clients do. It is a likeness; clients vary.
 */
export function asSeenIn(html: string, scheme: Scheme): string {
  const hasRules = html.search(DARK_MEDIA) >= 0;
  if (scheme === "light" || hasRules) return html.replace(DARK_MEDIA, scheme === "dark" ? "@media all" : "@media not all");
  return html.replace(/<head\b[^>]*>/i, (head) => `${head}${TURNED}`);
}
