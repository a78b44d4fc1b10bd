import { z } from "zod";

export const ROLES = ["viewer", "editor", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

export const KEY_KINDS = ["public", "secret"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** Words that are doors of the app itself, so no project may take them as its address. */
export const RESERVED_SLUGS = [
  "v1",
  "beacon",
  "customerio",
  "sourceconfig",
  "api",
  "u",
  "t",
  "a",
  "docs",
  "ui",
  "mailbox",
  "sign-in",
  "sign-out",
  "sign-up",
  "claim",
  "invite",
  "reset-password",
  "projects",
  "account",
  "health",
  "static",
  "_next",
  "public",
  "admin",
  "new",
  "cp",
  "analytics",
  "openapi",
] as const;

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens.")
  .max(48)
  .refine((slug) => !(RESERVED_SLUGS as readonly string[]).includes(slug), "That address is taken by the app itself.");

const Name = z.string().trim().min(1, "Give the project a name.").max(80, "Use at most 80 characters.");

export const TimeZone = z.string().refine(isTimeZone, "That is not a time zone such as Europe/Berlin.");
export const Currency = z
  .string()
  .toUpperCase()
  .refine((code) => Intl.supportedValuesOf("currency").includes(code), "That is not a currency such as EUR.");

export const CreateProject = z.object({ name: Name, timeZone: TimeZone.default("UTC"), currency: Currency.default("USD") });
export type CreateProject = z.input<typeof CreateProject>;

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}
