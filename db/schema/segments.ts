import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { idColumn, instant } from "@/db/schema/columns";
import { customers } from "@/db/schema/customers";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";
import type { SegmentRule } from "@/lib/segments/schema";

/**
 * A live group of customers. `version` rises with every change of the rule; `filledVersion` is the one its people were computed by.
 * `size` is how many are in it, kept with every entering and leaving. A deleted segment stays as the name of its history.
 */
export const segments = pgTable(
  "segments",
  {
    ...owned("segment"),
    name: text().notNull(),
    description: text(),
    rule: jsonb().$type<SegmentRule>().notNull(),
    version: integer().notNull().default(1),
    filledVersion: integer().notNull().default(0),
    filledAt: instant(),
    size: integer().notNull().default(0),
    updatedAt: instant().notNull().defaultNow(),
    deletedAt: instant(),
  },
  (t) => [ownedKey(t), uniqueIndex("segments_name").on(t.projectId, t.name).where(sql`deleted_at is null`)],
);

/** Who is in a segment now, and since when. */
export const segmentCustomers = pgTable(
  "segment_customers",
  {
    projectId: ofProject(),
    segmentId: idColumn("segment").notNull(),
    customerId: bigint({ mode: "number" }).notNull(),
    enteredAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.segmentId, t.customerId] }),
    ownedRef("segment_customers_segment_fk", t, t.segmentId, () => segments),
    ownedRef("segment_customers_customer_fk", t, t.customerId, () => customers),
    index("segment_customers_customer").on(t.projectId, t.customerId),
  ],
);

/** Entering and leaving, as facts with a time. `live` is false for a first fill, an edited rule or a repair: those start no automation. */
export const segmentChanges = pgTable(
  "segment_changes",
  {
    ...owned("change"),
    segmentId: idColumn("segment").notNull(),
    customerId: bigint({ mode: "number" }).notNull(),
    entered: boolean().notNull(),
    live: boolean().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    ownedKey(t),
    ownedRef("segment_changes_segment_fk", t, t.segmentId, () => segments),
    ownedRef("segment_changes_customer_fk", t, t.customerId, () => customers),
    index("segment_changes_segment").on(t.projectId, t.segmentId, t.at),
    index("segment_changes_customer").on(t.projectId, t.customerId, t.at),
  ],
);

/**
 * When the answer for one customer could next change without any call: time passing costs only the rows that are due.
 * A row may be early (then it is asked again and moved on), never late.
 */
export const segmentDue = pgTable(
  "segment_due",
  {
    projectId: ofProject(),
    segmentId: idColumn("segment").notNull(),
    customerId: bigint({ mode: "number" }).notNull(),
    dueAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.segmentId, t.customerId] }),
    ownedRef("segment_due_segment_fk", t, t.segmentId, () => segments),
    ownedRef("segment_due_customer_fk", t, t.customerId, () => customers),
    index("segment_due_at").on(t.dueAt, t.projectId),
  ],
);

export type Segment = typeof segments.$inferSelect;
