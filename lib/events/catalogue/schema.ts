import { z } from "zod";
import { type Colour, ColourName } from "@/lib/colours/schema";
import { ListInput, listOf } from "@/lib/paging/schema";

const Name = z.string().min(1).max(200);

export const EventTypeName = z.object({ name: Name });
export const ListEventTypes = ListInput;
export type ListEventTypes = z.infer<typeof ListEventTypes>;

export const DeletedEventType = z.object({ name: z.string(), deleted: z.literal(true) });

/** What people read of an event's name. The name itself is what senders say. */
export const UpdateEventType = EventTypeName.extend({
  description: z.string().trim().max(500, "At most 500 characters.").nullable().optional(),
  colour: ColourName.optional(),
});
export type UpdateEventType = z.infer<typeof UpdateEventType>;

/**
 * A name that events came under. Names of ours are listed before the first event of theirs, and then they were never seen.
 * `lastDay` is how many there were in the last 24 hours; at 10,000 counting ends, and `orMore` says so.
 */
export type EventType = {
  name: string;
  description: string | null;
  colour: Colour;
  isOurs: boolean;
  firstSeenAt: Date | null;
  lastSeenAt: Date | null;
  lastDay: number;
  orMore: boolean;
};

/** A day of the project and how many events it had. */
export type DayVolume = { day: string; count: number };

/** A property of an event among the latest ones: its types, in how many it was, and its most frequent values. */
export type PropertyFacts = { key: string; types: string[]; events: number; distinct: number; top: { value: unknown; events: number }[] };
/** The properties of the `looked` latest events. */
export type PropertyCatalogue = { looked: number; properties: PropertyFacts[] };

export const ShownEventType = z.object({
  name: z.string(),
  description: z.string().nullable(),
  colour: ColourName,
  reserved: z.boolean().describe("Whether the name is ours: page views, screen views and charges."),
  last_24_hours: z.number().int().describe("How many there were in the last 24 hours, counted to 10,000."),
  first_seen_at: z.iso.datetime().nullable(),
  last_seen_at: z.iso.datetime().nullable(),
});
export type ShownEventType = z.infer<typeof ShownEventType>;
export const ShownEventTypes = listOf(ShownEventType);
