import { sql } from "drizzle-orm";
import { bigint, boolean, foreignKey, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytes, idColumn, instant } from "@/db/schema/columns";
import { customers } from "@/db/schema/customers";
import { messages } from "@/db/schema/messages";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";
import { templates, templateVersions } from "@/db/schema/templates";
import { type Audience, BROADCAST_STATUSES } from "@/lib/broadcasts/schema";

export const broadcastStatus = pgEnum("broadcast_status", BROADCAST_STATUSES);

/**
 * One email to an audience. `revision` rises with every change of the draft. `templateVersion` is fixed when it is scheduled.
 * `openSlices` are those still to be sent; with none left it is sent. `epoch` rises when sending begins and whenever it goes on,
 * so that runs of an earlier time know that they are over.
 */
export const broadcasts = pgTable(
  "broadcasts",
  {
    ...owned("broadcast"),
    name: text().notNull(),
    status: broadcastStatus().notNull().default("draft"),
    audience: jsonb().$type<Audience>().notNull(),
    templateId: idColumn("template").notNull(),
    templateVersion: integer(),
    tracking: boolean().notNull().default(true),
    smartSending: boolean().notNull().default(true),
    unsubscribeGroup: text(),
    revision: integer().notNull().default(1),
    epoch: integer().notNull().default(0),
    openSlices: integer().array().notNull().default(sql`'{}'`),
    scheduledAt: instant(),
    startedAt: instant(),
    endedAt: instant(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    ownedKey(t),
    ownedRef("broadcasts_template_fk", t, t.templateId, () => templates),
    index("broadcasts_due").on(t.scheduledAt).where(sql`status = 'scheduled'`),
    index("broadcasts_started").on(t.projectId, t.startedAt),
  ],
);

/**
 * Who a broadcast was frozen with, one row a person: in a numbered batch, or left out with the reason of that moment. What became of those
 * in a batch is told by the ledger. Erasing a person empties `customerId`; the row stays, so that the parts make up the whole.
 */
export const broadcastRecipients = pgTable(
  "broadcast_recipients",
  {
    projectId: ofProject(),
    broadcastId: idColumn("broadcast").notNull(),
    customerId: bigint({ mode: "number" }),
    batch: integer(),
    reason: text(),
  },
  (t) => [
    unique("broadcast_recipients_once").on(t.projectId, t.broadcastId, t.customerId),
    ownedRef("broadcast_recipients_broadcast_fk", t, t.broadcastId, () => broadcasts),
    ownedRef("broadcast_recipients_customer_fk", t, t.customerId, () => customers),
    index("broadcast_recipients_batch").on(t.projectId, t.broadcastId, t.batch),
    index("broadcast_recipients_customer").on(t.projectId, t.customerId),
  ],
);

/**
 * A batch that was claimed. `letters` are its emails to the byte, compressed, kept until it is known what became of them. `dueAt` is when it
 * may be offered next, and `offeredAt` when it may first have reached the provider: null means that it certainly has not. `attempts` are the
 * offers since then. Each `generation` has a key of its own; a new one begins only while the provider certainly has nothing of the last. The
 * counts are set when it settles.
 */
export const broadcastBatches = pgTable(
  "broadcast_batches",
  {
    projectId: ofProject(),
    broadcastId: idColumn("broadcast").notNull(),
    batch: integer().notNull(),
    generation: integer().notNull().default(1),
    letters: bytes(),
    claimedAt: instant().notNull(),
    offeredAt: instant(),
    dueAt: instant(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    settledAt: instant(),
    sent: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    uncertain: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.broadcastId, t.batch] }),
    ownedRef("broadcast_batches_broadcast_fk", t, t.broadcastId, () => broadcasts),
  ],
);

/** Where the links of a template's version lead, in the order in which they stand in it. Tokens name a place in this list, never an address. */
export const templateLinks = pgTable(
  "template_links",
  {
    projectId: ofProject(),
    templateId: idColumn("template").notNull(),
    version: integer().notNull(),
    place: integer().notNull(),
    url: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.templateId, t.version, t.place] }),
    foreignKey({
      name: "template_links_version_fk",
      columns: [t.projectId, t.templateId, t.version],
      foreignColumns: [templateVersions.projectId, templateVersions.templateId, templateVersions.version],
    }),
  ],
);

/** Links with Liquid in them lead each person somewhere else: where, for one message. */
export const messageLinks = pgTable(
  "message_links",
  {
    projectId: ofProject(),
    messageId: idColumn("message").notNull(),
    place: integer().notNull(),
    url: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.messageId, t.place] }),
    ownedRef("message_links_message_fk", t, t.messageId, () => messages),
  ],
);

/** How often people and machines followed a link of a message. */
export const messageClicks = pgTable(
  "message_clicks",
  {
    projectId: ofProject(),
    messageId: idColumn("message").notNull(),
    place: integer().notNull(),
    clicks: integer().notNull().default(0),
    machineClicks: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.messageId, t.place] }),
    ownedRef("message_clicks_message_fk", t, t.messageId, () => messages),
  ],
);

/** When an address was last written to by what can be left, and by which message: what Smart Sending asks. By keyed hash, so it outlives the customer. */
export const latestEmails = pgTable(
  "latest_emails",
  {
    projectId: ofProject(),
    addressHash: bytes().notNull(),
    messageId: idColumn("message").notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.addressHash] })],
);

/** When a provider's account may be asked next. One row an account, whoever sends through it. */
export const senderPaces = pgTable("sender_paces", { account: bytes().primaryKey(), nextAt: instant().notNull() });

export type Broadcast = typeof broadcasts.$inferSelect;
export type BroadcastBatch = typeof broadcastBatches.$inferSelect;
