const PERCENT = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** A part of a whole in percent, as it is read: neither a few are nothing nor nearly all are all. The whole is not empty. */
export function percent(part: number, whole: number): string {
  const share = (100 * part) / whole;
  if (part > 0 && share < 0.1) return "under 0.1 %";
  if (part < whole && share > 99.9) return "over 99.9 %";
  return `${PERCENT.format(share)} %`;
}
