import { z } from "zod";
import { listOf, UnsearchedInput } from "@/lib/paging/schema";

/** What a webhook may be told of, with what a person reads for it. Stable names: whoever listens has written them into a program. */
export const KIND_WORDS = {
  "customer.created": "A customer is created",
  "event.recorded": "An event is recorded",
  "segment.entered": "A customer enters a segment",
  "segment.left": "A customer leaves a segment",
  "customer.unsubscribed": "A customer unsubscribes",
  "message.sent": "A message is sent",
  "message.delivered": "A message is delivered",
  "message.bounced": "A message bounces",
  "message.complained": "Somebody complains about a message",
  "message.failed": "A message fails",
} as const;
export type WebhookKind = keyof typeof KIND_WORDS;
export const WEBHOOK_KINDS = Object.keys(KIND_WORDS) as [WebhookKind, ...WebhookKind[]];

/** What is sent by "Send a test", and only then. */
export const TEST_KIND = "test";
export type DeliveryKind = WebhookKind | typeof TEST_KIND;

/** `off` by hand; `disabled` because it failed for days, or its server said that it is gone. */
export const WEBHOOK_STATUSES = ["on", "off", "disabled"] as const;

/** `waiting` is tried when it is due; the others have ended. */
export const DELIVERY_STATES = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One attempt. Without a status nothing was answered. */
export type Attempt = { at: string; status: number | null; millis: number; said: string };

const Url = z.string().trim().min(1, "Say where to.").max(2000, "At most 2,000 characters.");
const Kinds = z.array(z.enum(WEBHOOK_KINDS)).min(1, "Choose at least one kind of event.").max(WEBHOOK_KINDS.length);
const EventNames = z.array(z.string().trim().min(1).max(200)).max(50, "At most 50 names.");
const Description = z.string().trim().max(200, "At most 200 characters.");
const Id = z.string().max(60);

export const CreateWebhook = z.object({
  url: Url,
  description: Description.default(""),
  kinds: Kinds,
  event_names: EventNames.default([]).describe("Of recorded events only those of these names. Empty: all of them."),
});
export type CreateWebhook = z.infer<typeof CreateWebhook>;
export const UpdateWebhook = z.object({
  id: Id,
  url: Url.optional(),
  description: Description.optional(),
  kinds: Kinds.optional(),
  event_names: EventNames.optional(),
  status: z.enum(["on", "off"]).optional(),
});
export type UpdateWebhook = z.infer<typeof UpdateWebhook>;

export const WebhookId = z.object({ id: Id });
export const Redelivery = z.object({ id: Id, delivery: Id });
export const ListWebhooks = UnsearchedInput;
export const ListDeliveries = UnsearchedInput.extend({ id: Id, state: z.enum(DELIVERY_STATES).optional() });
export type ListDeliveries = z.infer<typeof ListDeliveries>;

const instant = z.iso.datetime();
export const ShownWebhook = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  kinds: z.array(z.enum(WEBHOOK_KINDS)),
  event_names: z.array(z.string()),
  status: z.enum(WEBHOOK_STATUSES),
  disabled_because: z.string().nullable(),
  failing_since: instant.nullable(),
  secret_hint: z.string(),
  previous_secret_until: instant.nullable(),
  created_at: instant,
});
export type ShownWebhook = z.infer<typeof ShownWebhook>;
export const ShownWebhooks = listOf(ShownWebhook);
/** The secret is in this answer, and in no other. */
export const MadeWebhook = ShownWebhook.extend({ secret: z.string() });
export type MadeWebhook = z.infer<typeof MadeWebhook>;

export const ShownAttempt = z.object({ at: instant, status: z.number().int().nullable(), millis: z.number().int(), said: z.string() });
export const ShownDelivery = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.array(ShownAttempt),
  due_at: instant.nullable(),
  created_at: instant,
  payload: z.unknown(),
});
export type ShownDelivery = z.infer<typeof ShownDelivery>;
export const ShownDeliveries = listOf(ShownDelivery);

export const Done = z.object({ done: z.literal(true) });

export const WebhookQuery = z.object({ cursor: z.string().max(200).optional() });
export type WebhookListPage = { webhooks: ShownWebhook[]; nextCursor: string | null; mayChange: boolean };
export type WebhookPage = {
  webhook: ShownWebhook;
  deliveries: ShownDelivery[];
  nextCursor: string | null;
  mayChange: boolean;
  now: Date;
};
