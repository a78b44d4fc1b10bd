import { pgEnum, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { ofProject } from "@/db/schema/tenant";
import { INTERESTS } from "@/lib/listeners/schema";

export const interest = pgEnum("interest", INTERESTS);

/**
 * What live segments and automations want to hear of. Ingestion reads it in its own transaction, so the first event after
 * something went live is not missed, and what nobody listens to costs the durable engine nothing.
 */
export const listeners = pgTable(
  "listeners",
  {
    projectId: ofProject(),
    interest: interest().notNull(),
    /** The event's name or the trait's key; empty where the interest needs none. */
    key: text().notNull(),
    /** The public id of the segment or automation that listens. */
    listenerId: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.interest, t.key, t.listenerId] })],
);
