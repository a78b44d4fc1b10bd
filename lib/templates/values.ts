import "server-only";
import type { Customer, Project } from "@/db/schema";
import { valueAt } from "@/lib/templates/liquid/plan";
import type { Values } from "@/lib/templates/liquid/engine";
import type { VariablePath } from "@/lib/templates/schema";

export type Occurrence = { name: string; properties: Record<string, unknown> };
type Known = {
  customer: Pick<Customer, "publicId" | "email" | "traits">;
  project: Project;
  event?: Occurrence | undefined;
  /** Absent from mail that nobody subscribed to. */
  leaveUrl?: string | undefined;
  /** Where it can be seen in a browser. */
  viewUrl?: string | undefined;
  sentAt: Date;
};

/** Everything an email may speak of. Traits and properties stand beside what is ours, and never in its place. */
export const valuesFor = ({ customer, project, event, leaveUrl, viewUrl, sentAt }: Known): Values => ({
  customer: { ...customer.traits, traits: customer.traits, ...namesOf(customer.traits), id: customer.publicId, email: customer.email },
  ...(event && { event: { ...event.properties, properties: event.properties, name: event.name } }),
  project: { name: project.name, postal_address: project.postalAddress, brand_colour: project.brandColour },
  ...(leaveUrl && { unsubscribe_url: leaveUrl, preferences_url: leaveUrl }),
  ...(viewUrl && { view_url: viewUrl }),
  sent_at: sentAt.toISOString(),
  time_zone: project.timeZone,
});

/** First and last name, whichever way a sender spells them. */
function namesOf(traits: Customer["traits"]) {
  const said = (...keys: string[]) =>
    keys.map((key) => traits[key]).find((value): value is string => typeof value === "string" && value.trim() !== "");
  const [first, ...others] = said("name")?.trim().split(/\s+/) ?? [];
  const last = others.join(" ");
  return { first_name: said("first_name", "firstName") ?? first ?? null, last_name: said("last_name", "lastName") ?? (last || null) };
}

/** Only what a version speaks of, and the time: what is frozen with a message, so that it can be rendered again. */
export function frozen(values: Values, paths: readonly VariablePath[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const path of [...paths, ["sent_at"], ["time_zone"]]) keep(kept, values, path);
  return kept;
}

function keep(kept: Record<string, unknown>, from: unknown, [name, ...rest]: readonly string[]) {
  if (name === undefined || name === "__proto__" || !isRecord(from) || !Object.hasOwn(from, name)) return;
  const value = from[name];
  if (rest.length === 0 || !isRecord(value)) {
    kept[name] = value;
    return;
  }
  const inner = Object.hasOwn(kept, name) && isRecord(kept[name]) ? { ...kept[name] } : {};
  keep(inner, value, rest);
  kept[name] = inner;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** What was asked for without a word to stand in for it, and is not there. */
export const missingIn = (values: Values, required: readonly VariablePath[]): string[] =>
  required.filter((path) => isEmpty(valueAt(values, path))).map((path) => path.join("."));

const isEmpty = (value: unknown) => value === undefined || value === null || (typeof value === "string" && value.trim() === "");
