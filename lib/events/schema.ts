import { z } from "zod";
import type { Traits } from "@/lib/customers/schema";
import { ListInput, listOf } from "@/lib/paging/schema";

/** Where a call came in. The order is stored: only ever append. */
export const SOURCES = ["segment", "beacon", "api", "product", "hand"] as const;
export type Source = (typeof SOURCES)[number];

/** What sort of fact an event is. The order is stored: only ever append. */
export const EVENT_KINDS = ["track", "page", "screen", "charge", "message"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Names that are ours: what a visit or a charge is called where events are listed by name. */
export const RESERVED_NAMES = { page: "Page Viewed", screen: "Screen Viewed", charge: "Charged" } as const;

/** What is recorded of messages: events like any other. What machines do has names of its own, so that no rule takes it for a person's. */
export const MESSAGE_EVENTS = {
  opened: "Email Opened",
  clicked: "Email Clicked",
  opened_by_machine: "Email Opened by Machine",
  clicked_by_machine: "Email Clicked by Machine",
} as const;
export type MessageEvent = keyof typeof MESSAGE_EVENTS;

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
    /** `unit` says of which units `amount` is a number until the currency is known: the smallest ones, or (Segment's revenue) whole ones. */
    | { type: "charge"; amount: number; unit?: "minor" | "major"; currency?: string | undefined; properties?: Json | undefined }
    | { type: "message"; happened: MessageEvent; properties: Json }
    | { type: "alias"; previousId: string }
    | { type: "tag"; tag: string; on: boolean }
  );

/** What became of a call. `event` is the UUID of the row it made, `customerId` the person it was counted for at that time. */
export type Outcome =
  | { state: "recorded" | "duplicate"; event: string | null; customerId: number | null }
  | { state: "rejected"; field: string | null; reason: string };

const Id = z.string().min(1, "Say who it is.").max(255, "At most 255 characters.");
const Properties = z.record(z.string(), z.unknown());

export const EventId = z.object({ id: z.string().min(1).max(60) });

export const ListEvents = ListInput.extend({
  q: ListInput.shape.q.describe("Only events whose name begins so, in capitals or not."),
  customer: z.string().max(300).optional().describe("`cus_…`, or `user_id:` and your own id: only their events, by when they happened."),
  name: z.string().max(200).optional().describe("Only events of this name."),
});
export type ListEvents = z.infer<typeof ListEvents>;

/** An event that a program tells of. `message_id` makes it count once, however often it is told. */
export const RecordEvent = z
  .object({
    user_id: Id.optional(),
    anonymous_id: Id.optional(),
    email: z.email("That is not an email address.").max(254).optional(),
    name: z.string("Say what happened.").trim().min(1, "Say what happened.").max(200, "At most 200 characters."),
    properties: Properties.default({}),
    occurred_at: z.iso.datetime({ offset: true }).optional().describe("When it happened. Left out: now."),
    message_id: z.string().min(1).max(255).optional().describe("Your id of this call: the same one counts once, for ever."),
  })
  .refine(({ user_id, anonymous_id, email }) => user_id !== undefined || anonymous_id !== undefined || email !== undefined, {
    path: ["user_id"],
    message: "Say who did it: a user_id, an anonymous_id or an email.",
  });
export type RecordEvent = z.infer<typeof RecordEvent>;

/** The same by a person's hand, for a customer they look at. */
export const RecordByHand = z.object({
  customer: z.string().max(60),
  name: z.string().trim().min(1, "Say what happened.").max(200, "At most 200 characters."),
  properties: z
    .string()
    .max(20_000)
    .transform((text, check) => readProperties(text, check)),
});
export type RecordByHand = z.output<typeof RecordByHand>;

function readProperties(text: string, check: z.RefinementCtx): Json {
  try {
    return Properties.parse(text.trim() === "" ? {} : JSON.parse(text));
  } catch {
    check.addIssue({ code: "custom", message: 'Write a JSON object, such as { "plan": "pro" }, or nothing.' });
    return z.NEVER;
  }
}

export const ShownEvent = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(EVENT_KINDS),
  source: z.enum(SOURCES),
  customer_id: z.string(),
  properties: Properties,
  context: Properties.nullable(),
  user_id: z.string().nullable(),
  anonymous_id: z.string().nullable(),
  email: z.string().nullable(),
  occurred_at: z.iso.datetime(),
  received_at: z.iso.datetime(),
});
export type ShownEvent = z.infer<typeof ShownEvent>;
export const ShownEvents = listOf(ShownEvent);

/** `duplicate`: an event of the same `message_id` was recorded before, and this call changed nothing. */
export const RecordedEvent = z.object({ id: z.string(), state: z.enum(["recorded", "duplicate"]), customer_id: z.string() });
export type RecordedEvent = z.infer<typeof RecordedEvent>;
