/** What a value is read with: amounts are in the project's currency, days in its zone. */
export type Reading = { currency: string; timeZone: string };

type Row = {
  label: string;
  /** The types of value it suits. */
  of: readonly ("string" | "number" | "boolean")[];
  /** The value in words; null where it is none of this format, and then it is shown as it is kept. */
  read: (value: unknown, reading: Reading) => string | null;
};

const number = (options: Intl.NumberFormatOptions) => (value: unknown) =>
  typeof value === "number" ? new Intl.NumberFormat("en", { maximumFractionDigits: 20, ...options }).format(value) : null;
const either = (yes: string, no: string) => (value: unknown) => (typeof value === "boolean" ? (value ? yes : no) : null);
const text = (value: unknown) => (typeof value === "string" ? value : null);
const moment =
  (options: Intl.DateTimeFormatOptions) =>
  (value: unknown, { timeZone }: Reading) => {
    const at = instantOf(value);
    return at && new Intl.DateTimeFormat("en", { ...options, timeZone }).format(at);
  };

/** Every way in which a trait may be shown. A new one is a new row here. */
export const FORMATS = {
  text: { label: "Text", of: ["string"], read: text },
  email: { label: "Email address", of: ["string"], read: text },
  url: { label: "Web address", of: ["string"], read: text },
  number: { label: "Number", of: ["number"], read: number({}) },
  currency: {
    label: "Money, in the project's currency",
    of: ["number"],
    read: (value, { currency }) => number({ style: "currency", currency, maximumFractionDigits: 2 })(value),
  },
  percent: { label: "Percent, 12 is 12 %", of: ["number"], read: (value) => (typeof value === "number" ? `${number({})(value)} %` : null) },
  yes_no: { label: "Yes or no", of: ["boolean"], read: either("Yes", "No") },
  on_off: { label: "On or off", of: ["boolean"], read: either("On", "Off") },
  date: { label: "Date", of: ["string", "number"], read: moment({ dateStyle: "medium" }) },
  datetime: { label: "Date and time", of: ["string", "number"], read: moment({ dateStyle: "medium", timeStyle: "short" }) },
  relative: { label: "Time ago", of: ["string", "number"], read: moment({ dateStyle: "medium", timeStyle: "short" }) },
} as const satisfies Record<string, Row>;

export type TraitFormat = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as TraitFormat[];

/** The formats that suit a type; a trait that held several types may have any. */
export const formatsOf = (type: string): TraitFormat[] =>
  FORMAT_NAMES.filter((name) => type === "mixed" || (FORMATS[name].of as readonly string[]).includes(type));

const SECONDS_END = 100_000_000_000; // a UNIX time in seconds stays below this until the year 5138
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;

/** The moment a value says: ISO 8601, or a UNIX time in seconds or milliseconds. Null for anything else. */
export function instantOf(value: unknown): Date | null {
  const isIso = typeof value === "string" && ISO.test(value);
  if (!isIso && typeof value !== "number") return null;
  const at = new Date(typeof value === "number" ? (Math.abs(value) < SECONDS_END ? value * 1000 : value) : value.replace(" ", "T"));
  return Number.isNaN(at.getTime()) ? null : at;
}
