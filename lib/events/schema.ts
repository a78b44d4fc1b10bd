import type { Traits } from "@/lib/customers/schema";

/** Where a call came in. The order is stored: only ever append. */
export const SOURCES = ["segment", "beacon", "api", "product", "hand"] as const;
export type Source = (typeof SOURCES)[number];

/** What sort of fact an event is. The order is stored: only ever append. */
export const EVENT_KINDS = ["track", "page", "screen", "charge", "message"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Names that are ours: what a visit or a charge is called where events are listed by name. */
export const RESERVED_NAMES = { page: "Page Viewed", screen: "Screen Viewed", charge: "Charged" } as const;

type Json = Record<string, unknown>;

type Told = {
  /** Who it is about: the strongest id counts, and ids that come together belong together. At least one is needed. */
  userId?: string | undefined;
  anonymousId?: string | undefined;
  email?: string | undefined;
  /** The sender's own id of this call. The same one counts once, for ever; a call without one counts each time it arrives. */
  callId?: string | undefined;
  /** When it happened, in milliseconds, by a clock that was corrected. Left out: when it was received. */
  at?: number | undefined;
  context?: Json | undefined;
  /** Leaves "last seen" as it is: told about somebody, not done by them. */
  passive?: boolean | undefined;
};

/** One thing a sender tells us, in whatever dialect it was said. */
export type Call = Told &
  (
    | { type: "identify"; traits: Traits }
    | { type: "track"; name: string; properties?: Json | undefined }
    | { type: "page" | "screen"; properties?: Json | undefined }
    | { type: "charge"; amount: number; currency?: string | undefined; properties?: Json | undefined }
    | { type: "alias"; previousId: string }
  );

/** What became of a call. `event` is the UUID of the row it made, `customerId` the person it was counted for at that time. */
export type Outcome =
  | { state: "recorded" | "duplicate"; event: string | null; customerId: number | null }
  | { state: "rejected"; field: string | null; reason: string };
