import { bigint, index, jsonb, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { customers } from "@/db/schema/customers";
import { idColumn, instant } from "@/db/schema/columns";
import { type Colour, DEFAULT_COLOUR } from "@/lib/colours/schema";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";

/**
 * Append-only. The id is made from the sender's `messageId`, so a retried delivery is the same row, for ever.
 * An event keeps the identities it came under, so that joining two customers can be undone.
 * `source` is an index into SOURCES, `kind` into EVENT_KINDS (lib/events/schema.ts).
 */
export const events = pgTable(
  "events",
  {
    projectId: ofProject(),
    id: idColumn("event").notNull(),
    customerId: bigint({ mode: "number" }).notNull(),
    kind: smallint().notNull(),
    source: smallint().notNull(),
    name: text().notNull(),
    properties: jsonb().$type<Record<string, unknown>>().notNull(),
    context: jsonb().$type<Record<string, unknown>>(),
    userId: text(),
    anonymousId: text(),
    email: text(),
    occurredAt: instant().notNull(),
    receivedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    ownedRef("events_customer_fk", t, t.customerId, () => customers),
    index("events_of_customer").on(t.projectId, t.customerId, t.name, t.occurredAt),
    index("events_of_name").on(t.projectId, t.name, t.occurredAt, t.customerId),
    index("events_received").on(t.projectId, t.receivedAt, t.id),
  ],
);

/** The names of events that were ever seen: the project's catalogue fills itself. */
export const eventNames = pgTable(
  "event_names",
  {
    projectId: ofProject(),
    name: text().notNull(),
    description: text(),
    colour: text().$type<Colour>().notNull().default(DEFAULT_COLOUR),
    firstSeenAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.name] })],
);

/** A call that was refused, with its reason and what was said, for seven days. */
export const rejections = pgTable(
  "rejections",
  {
    ...owned("rejection"),
    source: smallint().notNull(),
    field: text(),
    reason: text().notNull(),
    payload: jsonb(),
    receivedAt: instant().notNull(),
  },
  (t) => [ownedKey(t), index("rejections_received").on(t.projectId, t.receivedAt)],
);
