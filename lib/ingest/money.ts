import type { Call } from "@/lib/events/schema";
import type { Said } from "@/lib/ingest/body";

/** The currencies of ISO 4217 that have coins or notes today. */
export const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** A currency as ISO 4217 writes it. None said is none: the project's own counts then. */
export function currencyIn(said: Said): string | undefined {
  const { currency } = said;
  if (currency === undefined || currency === null || currency === "") return undefined;
  return typeof currency === "string" ? currency.trim().toUpperCase() : String(currency);
}

const DECIMAL = /^-?\d{1,15}(\.\d+)?$/;

/** Segment's `revenue` among an event's properties: a decimal number of whole units, as a number or as text. Undefined where there is none. */
export function revenueIn(properties: Said | undefined): { amount: number; currency: string | undefined } | undefined {
  const revenue = properties?.revenue;
  const text = typeof revenue === "number" ? String(revenue) : revenue;
  if (!properties || typeof text !== "string" || !DECIMAL.test(text.trim())) return undefined;
  return { amount: Number(text), currency: currencyIn(properties) };
}

type Charge = Extract<Call, { type: "charge" }>;

/** Gives a charge the project's currency where it names none, and turns whole units into the smallest ones. Done twice it changes nothing. */
export function settle(charge: Charge, projectCurrency: string): void {
  charge.currency ??= projectCurrency;
  if (charge.unit !== "major") return;
  charge.amount = minorUnits(charge.amount, charge.currency);
  charge.unit = "minor";
}

/** 19.99 euros are 1999 cents, 500 yen are 500: the point is moved in the decimal text, for 19.99 × 100 is not 1999. */
function minorUnits(amount: number, currency: string): number {
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const [decimal, exponent = 0] = String(Math.abs(amount)).split("e"); // JavaScript writes 0.0000001 as 1e-7
  const moved = Math.round(Number(`${decimal}e${Number(exponent) + digits}`));
  return amount < 0 ? -moved : moved;
}
