/** Where a call came in. The order is stored: only ever append. */
export const SOURCES = ["segment", "beacon", "api", "product", "hand"] as const;
export type Source = (typeof SOURCES)[number];

/** What sort of fact an event is. The order is stored: only ever append. */
export const EVENT_KINDS = ["track", "page", "screen", "charge", "message"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
