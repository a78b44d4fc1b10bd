import type { ShownTraitValue, TraitValue } from "@/lib/customers/schema";

/** The kinds of value that can be typed. */
export const KINDS = { text: "Text", number: "Number", flag: "Yes or no", day: "Day", json: "JSON" } as const;
export type Kind = keyof typeof KINDS;

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The kind that a value is typed as. */
export function kindOf({ value, format }: Pick<ShownTraitValue, "value" | "format">): Kind {
  if (typeof value === "string") return DAY.test(value) && format !== "text" ? "day" : "text";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "flag" : "json";
}

/** A value as it stands in its control. */
export const asTyped = (value: TraitValue, kind: Kind): string =>
  typeof value === "string" && kind !== "json" ? value : JSON.stringify(value);

/** What was typed, as the JSON of the value that is meant; null where it is none of that kind. */
export function asJson(typed: string, kind: Kind): string | null {
  if (kind === "text" || kind === "day") return JSON.stringify(typed);
  try {
    const value: unknown = JSON.parse(typed);
    return kind === "number" && typeof value !== "number" ? null : JSON.stringify(value);
  } catch {
    return null;
  }
}
