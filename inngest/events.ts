import { eventType } from "inngest";
import { z } from "zod";
import { WEBHOOK_KINDS } from "@/lib/webhooks/schema";

/** Ids only: a job reads the rest when it runs, so it never acts on a stale copy. `projectId` is the narrow one, for fairness and scope. */
const ids = <S extends z.ZodRawShape>(shape: S) => ({ schema: z.object({ projectId: z.number().int(), ...shape }) });

/**
 * What is known of these customers (narrow ids) changed in a way that some segment depends on. `live: false`: by old facts alone, so what
 * they enter or leave because of it starts nothing.
 */
export const customersTouched = eventType(
  "customers/touched",
  ids({ customerIds: z.array(z.number().int()), live: z.boolean().optional() }),
);
/** Events (public ids) were recorded that some live automation begins with. */
export const eventsRecorded = eventType("events/recorded", ids({ eventIds: z.array(z.string()) }));
/** A segment was made or its rule changed: fill it anew. */
export const segmentChanged = eventType("segment/changed", ids({ segmentId: z.string() }));
/** Customers entered or left segments: rows of `segment_changes` (public ids). */
export const segmentsMoved = eventType("segments/moved", ids({ changeIds: z.array(z.string()) }));
/** Customers got or lost a tag that some live automation begins with: rows of `tag_changes` (public ids). */
export const tagsChanged = eventType("tags/changed", ids({ tagChangeIds: z.array(z.string()) }));
/** Runs were started: advance them. */
export const runStarted = eventType("run/started", ids({ runIds: z.array(z.string()) }));
/** Runs go on: with the time at which a wait ends, or at once. `visit` is where they were when this was promised. */
export const runWake = eventType("run/wake", ids({ runIds: z.array(z.string()), visit: z.number().int() }));
/** Something happened that some webhook is told of: `ids` are of the kind's own facts. */
export const webhooksHappened = eventType("webhooks/happened", ids({ kind: z.enum(WEBHOOK_KINDS), ids: z.array(z.string()) }));
/** A delivery to a webhook is due. Which webhook it is to says with which others it waits. */
export const deliveryDue = eventType("delivery/due", ids({ deliveryId: z.string(), webhookId: z.string() }));

/** A broadcast is to begin at this time, unless it was taken back or put off. */
export const broadcastDue = eventType("broadcast/due", ids({ broadcastId: z.string() }));
/** A part of a broadcast is to be sent. `epoch` is the time of its being sent that this belongs to. */
export const sliceDue = eventType(
  "broadcast/slice.due",
  ids({ broadcastId: z.string(), epoch: z.number().int(), slice: z.number().int() }),
);

/** A trait, which its key identifies, was deleted: take it from every customer, as it was told until `at` (ms). */
export const traitDeleted = eventType("trait/deleted", ids({ traitId: z.string(), at: z.number().int() }));
/** The history of an event, which its name identifies, is to go: what happened before a moment (ms). */
export const eventTypeDeleted = eventType("event-type/deleted", ids({ eventTypeId: z.string(), before: z.number().int() }));

/** Somebody (narrow id) was erased: what is left of their history goes. */
export const customerErased = eventType("customer/erased", ids({ customerId: z.number().int() }));

type Followed =
  | typeof customerErased
  | typeof traitDeleted
  | typeof eventTypeDeleted
  | typeof customersTouched
  | typeof eventsRecorded
  | typeof segmentChanged
  | typeof segmentsMoved
  | typeof tagsChanged
  | typeof runStarted
  | typeof runWake
  | typeof webhooksHappened
  | typeof deliveryDue
  | typeof broadcastDue
  | typeof sliceDue;

/** What may follow a change by way of the outbox, and the ids each kind carries besides the project's. */
export type FollowKind = Followed["name"];
export type FollowIds<K extends FollowKind> = Omit<z.infer<Extract<Followed, { name: K }>["schema"]>, "projectId">;
