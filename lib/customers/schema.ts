import { z } from "zod";
import type { Colour } from "@/lib/colours/schema";
import type { MessageState } from "@/lib/messages/schema";
import { ListInput, listOf } from "@/lib/paging/schema";
import type { ChipTag } from "@/lib/tags/schema";
import type { TraitFormat } from "@/lib/traits/formats/schema";

/** Traits hold JSON values. A null in an update removes the key. */
export type TraitValue = string | number | boolean | null | TraitValue[] | { [key: string]: TraitValue };
export const TraitValue: z.ZodType<TraitValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(TraitValue), z.record(z.string(), TraitValue)]),
);

export const Traits = z.record(z.string().min(1).max(200), TraitValue);
export type Traits = z.infer<typeof Traits>;

/** The corrected time, in milliseconds, at which each trait was last written. */
export type TraitTimes = Record<string, number>;

export const IDENTITY_KINDS = ["user_id", "anonymous_id", "email"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** How good a claim to a name is, from best to none. Someone known beats someone anonymous, and a secret key beats a public one. */
export const STANDINGS = { userBySecret: 0, userByPublic: 1, anonymousBySecret: 2, anonymousByPublic: 3 } as const;
export const UNCLAIMED = 9;

/** The UUIDs of rows that went along when a customer became part of another one, by table. */
export type MovedRows = Record<"messages" | "automation_runs" | "segment_changes" | "tag_changes", string[]>;

const Instant = z.iso.datetime();
const PublicId = z.string().max(300);

/** A customer by our id, or by the user id that is theirs in your own system: `user_id:42`. */
export const CustomerRef = z.object({ id: PublicId.describe("`cus_…`, or `user_id:` and your own id.") });

export const ListCustomers = ListInput.extend({
  q: ListInput.shape.q.describe("What an email, a user id or a name begins with, or a customer's id."),
  tag: z.string().max(60).optional().describe("`tag_…`: only customers with this tag, the newest first. It does not go together with q."),
});
export type ListCustomers = z.infer<typeof ListCustomers>;

const Id = z.string().min(1, "Say who it is.").max(255, "At most 255 characters.");
const Names = { user_id: Id.optional(), anonymous_id: Id.optional(), email: z.email("That is not an email address.").max(254).optional() };
const WHO = "Say who it is about: a user_id, an anonymous_id or an email.";

/** A customer is found by the strongest name given, or made. */
export const TellCustomer = z.object({ ...Names, traits: Traits.default({}) }).refine(named, { path: ["user_id"], message: WHO });
export type TellCustomer = z.infer<typeof TellCustomer>;

/** Changes to what is known of a customer. A null takes a trait away. */
export const UpdateCustomer = CustomerRef.extend({ traits: Traits });
export type UpdateCustomer = z.infer<typeof UpdateCustomer>;

export function named({ user_id, anonymous_id, email }: { user_id?: unknown; anonymous_id?: unknown; email?: unknown }): boolean {
  return user_id !== undefined || anonymous_id !== undefined || email !== undefined;
}

const MERGE = "A merge, as it was answered or as the customer's page names it.";
/** Who stays is `id`; `customer` becomes part of them. */
export const MergeCustomers = CustomerRef.extend({
  customer: PublicId.min(1, "Say who joins them.").describe("Who becomes part of them: `cus_…`, or `user_id:` and your own id."),
});
export type MergeCustomers = z.infer<typeof MergeCustomers>;
export const Merged = z.object({ id: z.string(), customer_id: z.string() });
export type Merged = z.infer<typeof Merged>;

export const UndoMerge = z.object({ merge: PublicId.describe(MERGE) });
export type UndoMerge = z.infer<typeof UndoMerge>;
/** `parted_id`: who is a separate customer again; null where something else still holds them together. */
export const Parted = z.object({ customer_id: z.string(), parted_id: z.string().nullable() });
export type Parted = z.infer<typeof Parted>;

export const ConflictRef = z.object({ id: PublicId });

export const ShownCustomer = z.object({
  id: z.string(),
  user_id: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  traits: z.record(z.string(), z.unknown()),
  first_seen_at: Instant,
  last_seen_at: Instant.nullable(),
  created_at: Instant,
  updated_at: Instant,
});
export type ShownCustomer = z.infer<typeof ShownCustomer>;

/** The same, with what is read of their events. Amounts are in the smallest unit of their currency. */
export const ShownPerson = ShownCustomer.extend({
  sessions: z.object({ count: z.number().int(), last_began_at: Instant.nullable() }),
  charges: z.array(
    z.object({
      currency: z.string(),
      count: z.number().int(),
      refunds: z.number().int(),
      sum: z.number().int(),
      average: z.number().int().nullable(),
      first: z.object({ amount: z.number().int(), at: Instant }),
      last: z.object({ amount: z.number().int(), at: Instant }),
    }),
  ),
  pages: z.array(
    z.object({
      url: z.string(),
      title: z.string().nullable(),
      count: z.number().int(),
      first_visited_at: Instant,
      last_visited_at: Instant,
    }),
  ),
});
export type ShownPerson = z.infer<typeof ShownPerson>;
export const ShownCustomers = listOf(ShownCustomer);

/** A customer as a row of a list. */
export type ListedCustomer = {
  id: string;
  name: string | null;
  email: string | null;
  userId: string | null;
  lastSeenAt: Date | null;
  createdAt: Date;
};

export type TaggedCustomer = ListedCustomer & { tags: ChipTag[] };

/** What a person is called on a page: by their name if we know it, else by the best that we have. */
export const calledName = ({ name, email, userId }: { name: string | null; email: string | null; userId: string | null }): string =>
  name ?? email ?? userId ?? "Somebody anonymous";

export const TIMELINE_KINDS = ["event", "page", "segment", "message", "unsubscribe", "automation", "tag", "merge"] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One fact on a customer's line of time. */
export type TimelineEntry = { id: string; at: Date } & (
  | { kind: "event" | "page"; name: string; properties: Record<string, unknown>; source: string; receivedAt: Date }
  | { kind: "segment"; segmentId: string; name: string; entered: boolean }
  | { kind: "tag"; tagId: string; name: string; colour: Colour; added: boolean }
  | { kind: "message"; subject: string | null; template: string | null; state: MessageState; reason: string | null }
  | { kind: "unsubscribe"; fromAll: boolean; source: string; messageId: string | null }
  | { kind: "automation"; automationId: string; runId: string; name: string; outcome: string }
  | { kind: "merge"; joinedKind: IdentityKind; joinedValue: string; undoneAt: Date | null }
);

/** How often somebody came, and when their latest session began. */
export type Sessions = { count: number; lastBeganAt: Date | null };

/** What somebody paid in one currency, in its smallest unit. */
export type ChargeSummary = {
  currency: string;
  count: number;
  refunds: number;
  sum: number;
  /** Null where there are only refunds. */
  average: number | null;
  first: { amount: number; at: Date };
  last: { amount: number; at: Date };
};

export type VisitedPage = { url: string; title: string | null; count: number; firstAt: Date; lastAt: Date };
/** Their pages by how often they were there. `orMore`: only the latest visits were looked at. */
export type VisitSummary = { visits: number; orMore: boolean; pages: number; top: VisitedPage[] };

/** With what somebody was here last. */
export type Device = Record<"browser" | "system" | "device" | "locale" | "timeZone" | "country", string | null> & { at: Date };

/** Whether a customer may be written to: who left broadcasts still gets what automations send. */
export type Subscription = "subscribed" | "left_broadcasts" | "unsubscribed" | "suppressed" | "no_email";
/** Why an address must not be written to, and since when. */
export type Suppression = { reason: string; since: Date };

/** Names that somebody goes by, names that they claim and somebody else holds, and those of theirs that somebody else claims. */
export type ShownIdentity = { kind: IdentityKind; value: string; claimedAt: Date };
export type ShownConflict = { id: string; kind: IdentityKind; value: string; holds: boolean; other: { id: string; name: string } };

/** What a customer's page asks for, as its address says it: what cannot be read is not asked. */
export const ProfileQuery = z.object({
  kind: z.enum(TIMELINE_KINDS).optional().catch(undefined),
  cursor: z.string().max(300).optional().catch(undefined),
});
export const CustomersQuery = z.object({
  q: z.string().max(200).optional().catch(undefined),
  tag: z.string().max(60).optional().catch(undefined),
  cursor: z.string().max(300).optional().catch(undefined),
});

export const MergeQuery = z.object({
  with: PublicId.optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
});
export type MergeQuery = z.infer<typeof MergeQuery>;

/** Traits as they are typed by hand: a text that reads as JSON is that value, any other is a text. */
export const EditTrait = CustomerRef.extend({
  key: z.string().trim().min(1, "Give the trait a name.").max(200, "At most 200 characters."),
  value: z.string().max(10_000).nullable().transform(typedValue),
});

function typedValue(text: string | null): TraitValue {
  if (text === null) return null;
  try {
    return TraitValue.parse(JSON.parse(text));
  } catch {
    return text;
  }
}

/** A customer as a form makes them: one name is enough. */
export const CreateByHand = z
  .object({ email: z.string().trim(), user_id: z.string().trim(), name: z.string().trim().max(200) })
  .transform(
    ({ email, user_id, name }): z.input<typeof TellCustomer> => ({
      ...(email && { email }),
      ...(user_id && { user_id }),
      traits: name ? { name } : {},
    }),
  )
  .pipe(TellCustomer);

/** One of two who are to be merged: their names, and how much there is of them (at most 10,000 is counted). */
export type ShownSide = ListedCustomer & { identities: ShownIdentity[]; events: number; messages: number; runs: number };
export type ShownMergePage = { customer: ShownSide; other: ShownSide | null; found: ListedCustomer[]; mayEdit: boolean; now: Date };
/** One trait of a customer, with what people read for it. */
export type ShownTraitValue = { key: string; label: string | null; format: TraitFormat | null; value: TraitValue; changedAt: Date | null };

/** All that a customer's page shows. */
export type ShownProfile = {
  customer: ListedCustomer & { firstSeenAt: Date };
  traits: ShownTraitValue[];
  currency: string;
  identities: ShownIdentity[];
  conflicts: ShownConflict[];
  segments: { id: string; name: string; since: Date }[];
  tags: ChipTag[];
  /** All that there are to choose from. */
  offeredTags: ChipTag[];
  sessions: Sessions;
  charges: ChargeSummary[];
  visits: VisitSummary;
  device: Device | null;
  subscription: Subscription;
  suppression: Suppression | null;
  timeline: TimelineEntry[];
  nextCursor: string | null;
  mayEdit: boolean;
  mayErase: boolean;
  timeZone: string;
  now: Date;
};
