import "server-only";
import Bowser from "bowser";
import type { Device } from "@/lib/customers/schema";
import { latestEvents } from "@/lib/events/latest";
import { requireGrant, type Scope } from "@/lib/scope";

/** Their latest events that are looked at: servers, which tell of the same people, carry no surroundings. */
const LOOKED_AT = 50;

type Said = Record<string, unknown>;

/** With what somebody was last here, as far as their latest events carry it. Null where none does. */
export async function deviceOf(scope: Scope, customerId: number): Promise<Device | null> {
  requireGrant(scope, "customers:read");
  const events = await latestEvents(scope, { customerId, limit: LOOKED_AT });
  for (const { context, occurredAt } of events) {
    const device = context && readDevice(context);
    if (device) return { ...device, at: occurredAt };
  }
  return null;
}

/** What a call's context says of the device and where it is. What a sender says itself wins over what its user agent hints at. */
export function readDevice(context: Said): Omit<Device, "at"> | null {
  const agent = textIn(context, "userAgent");
  const parsed = agent ? Bowser.parse(agent.slice(0, 500)) : null;
  const { browser, os, platform } = parsed ?? {};
  const device = {
    browser: named(browser?.name, browser?.version?.split(".")[0]),
    system: named(textIn(context.os, "name") ?? os?.name, textIn(context.os, "version") ?? (isFrozen(os) ? null : os?.version)),
    device: textIn(context.device, "model") ?? named(platform?.vendor, platform?.model ?? platform?.type) ?? platform?.type ?? null,
    locale: textIn(context, "locale"),
    timeZone: textIn(context, "timezone"),
    country: countryIn(context),
  };
  return Object.values(device).some((value) => value !== null) ? device : null;
}

/** Browsers name one version of macOS and of Windows for ever, whatever it is by now. */
const isFrozen = (os: { name?: string; version?: string } | undefined) =>
  (os?.name === "macOS" && os.version === "10.15.7") || (os?.name === "Windows" && os.version === "NT 10.0");

function countryIn(context: Said): string | null {
  const code = textIn(context, "country") ?? textIn(context.location, "country");
  if (code === null || !/^[A-Z]{2}$/i.test(code)) return code;
  return new Intl.DisplayNames("en", { type: "region", fallback: "code" }).of(code.toUpperCase()) ?? code;
}

function textIn(said: unknown, key: string): string | null {
  const value = typeof said === "object" && said !== null && Object.hasOwn(said, key) ? (said as Said)[key] : undefined;
  return typeof value === "string" && value.trim() !== "" ? value.slice(0, 200) : null;
}

const named = (name: string | null | undefined, version: string | null | undefined) =>
  name ? [name, version].filter(Boolean).join(" ") : null;
