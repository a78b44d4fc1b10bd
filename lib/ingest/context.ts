import type { Said } from "@/lib/ingest/body";

/** What is worth keeping of the surroundings. A page's own properties say where it was; traits and the library are not surroundings. */
const KEPT = [
  "app",
  "campaign",
  "channel",
  "country",
  "device",
  "groupId",
  "ip",
  "locale",
  "network",
  "os",
  "page",
  "screen",
  "sessionId",
  "timezone",
  "userAgent",
];

export function keptContext(context: Said): Said | undefined {
  let kept: Said | undefined;
  for (const key of KEPT) {
    if (context[key] === undefined || context[key] === null) continue;
    kept ??= {};
    kept[key] = context[key];
  }
  return kept;
}
