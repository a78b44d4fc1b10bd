import { z } from "zod";
import type { Dot } from "@/lib/customers/crowd/schema";
import { ListInput, UnsearchedInput } from "@/lib/paging/schema";

export const BROADCAST_STATUSES = ["draft", "scheduled", "sending", "paused", "sent", "cancelled"] as const;
export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];

/** Whether it is decided who gets it: from the moment sending begins, or once it never will. */
export const isDecided = ({ status, startedAt }: { status: BroadcastStatus; startedAt: Date | null }): boolean =>
  startedAt !== null || status === "cancelled";

const Id = z.string().min(1).max(60);
/** How many segments, or tags, may be named together. */
export const MOST_NAMED = 50;
const Ids = z.array(Id).max(MOST_NAMED, `At most ${MOST_NAMED}.`).default([]);

/** Who gets it: everyone, or whoever is in any of these segments or has any of these tags; and of them nobody who is in or has an excluded one. */
export const Audience = z.strictObject({
  include: z.strictObject({ everyone: z.boolean().default(false), segments: Ids, tags: Ids }),
  exclude: z.strictObject({ segments: Ids, tags: Ids }).default({ segments: [], tags: [] }),
});
export type Audience = z.infer<typeof Audience>;

/** A broadcast begins with nobody in it: whom it goes to is chosen, never assumed. */
export const NOBODY: Audience = { include: { everyone: false, segments: [], tags: [] }, exclude: { segments: [], tags: [] } };

export const isNobody = ({ include }: Audience): boolean => !include.everyone && include.segments.length + include.tags.length === 0;

const Name = z
  .string("Give the broadcast a name.")
  .trim()
  .min(1, "Give the broadcast a name.")
  .max(80, "At most 80 characters.")
  .refine((name) => !name.includes("\0"), "It holds a character that cannot be kept.");

const parts = {
  audience: Audience.optional(),
  templateId: Id.optional(),
  tracking: z.boolean().optional(),
  smartSending: z.boolean().optional(),
};

/** What is not said is as with every new broadcast: nobody, the default template, tracking and Smart Sending on. */
export const CreateBroadcast = z.object({ name: Name, ...parts });
export type CreateBroadcast = z.infer<typeof CreateBroadcast>;

/** What is not said stays. `revision` is the one the editor began with: what somebody else has saved since is not overwritten. */
export const UpdateBroadcast = z.object({ id: Id, name: Name.optional(), ...parts, revision: z.number().int().optional() });
export type UpdateBroadcast = z.infer<typeof UpdateBroadcast>;

export const BroadcastId = z.object({ id: Id });

/** Why a customer gets a broadcast, or does not. */
export const AskWhy = z.object({ id: Id, customer: Id });
export type AskWhy = z.infer<typeof AskWhy>;

/** Without a time it is sent now. `revision` is what was looked at: another than that is not sent. */
export const SendBroadcast = z.object({
  id: Id,
  at: z.iso.datetime({ offset: true, error: "Give a date and a time." }).optional(),
  revision: z.number().int().optional(),
});
export type SendBroadcast = z.infer<typeof SendBroadcast>;

/** What became of everybody who was to get it, each once: with those who were left out, these make up the whole. */
export const PARTS = ["delivered", "unreported", "waiting", "bounced", "complained", "failed", "uncertain"] as const;

const ANSWERS = ["opened", "opened_by_machines_only", "clicked", "clicked_by_machines_only", "unsubscribed"] as const;

/** What the list of people of a broadcast may be narrowed to: before it begins whom it would reach, afterwards what became of each. */
export const OUTCOMES = ["will_receive", "skipped", ...PARTS, "sent", ...ANSWERS] as const;
export type PeopleOutcome = (typeof OUTCOMES)[number];

export const ListPeople = UnsearchedInput.extend({
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  reason: z.string().max(40).optional().catch(undefined),
});
export type ListPeople = z.infer<typeof ListPeople>;

export const ListBroadcasts = ListInput.extend({ status: z.enum(BROADCAST_STATUSES).optional() });
export type ListBroadcasts = z.infer<typeof ListBroadcasts>;

/** How many were left out, by which reason. */
export type SkippedBy = { reason: string; people: number }[];

/** Who would get it, and why the others would not: in the one order in which reasons are asked. */
export type Estimate = {
  matched: number;
  skipped: SkippedBy;
  willReceive: number;
  /** Of all customers of the project. */
  total: number;
  lastSentAt: Date | null;
  /** How many of the project's customers got three broadcasts or more in the last 30 days. */
  gotThree: number;
};

/**
 * Where people stand: at `will_receive`, at what became of their email, at the reason for which they step out, or `outside` the audience.
 * `count` is of everybody; `people` are those of the Crowd.
 */
export type BroadcastCrowd = { place: string; count: number; people: Dot[] }[];

/** Something to look at before sending. What `stops` must be put right first. */
export type Check = { says: string; state: "good" | "warn" | "stops" };
