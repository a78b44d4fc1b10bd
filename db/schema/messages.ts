import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, json, jsonb, pgEnum, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytes, idColumn, instant } from "@/db/schema/columns";
import { customers } from "@/db/schema/customers";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";
import { CHANNELS, type Email, MESSAGE_SOURCES, MESSAGE_STATES } from "@/lib/messages/schema";

export const channel = pgEnum("channel", CHANNELS);
export const messageSource = pgEnum("message_source", MESSAGE_SOURCES);
export const messageState = pgEnum("message_state", MESSAGE_STATES);

/**
 * The ledger: one message to one customer, claimed before anything is sent. The unique key is what makes a message once:
 * `sourceId` is the automation, broadcast or caller, `place` the run and visit; a broadcast is one place. A skip is a row too, with its `reason`.
 * While it is `claimed`, `dueAt` is when it may be offered to the provider next, and `offeredAt` when it may first have reached it:
 * null means that it certainly has not. `attempts` are the offers since then. What is sent in a batch has none of them: its batch says.
 * `opens` and `clicks` are those of people, and the first of them has its time; machines are counted apart. `warnings` are the variables
 * that had no value and no word to stand in for it.
 * Erasing a person empties `customerId`, `address` and `values`; state and reason stay, so sums still add up.
 */
export const messages = pgTable(
  "messages",
  {
    ...owned("message"),
    channel: channel().notNull(),
    source: messageSource().notNull(),
    sourceId: text().notNull(),
    place: text().notNull(),
    customerId: bigint({ mode: "number" }),
    templateId: idColumn("template"),
    templateVersion: integer(),
    transactional: boolean().notNull().default(false),
    unsubscribeGroup: text(),
    state: messageState().notNull(),
    reason: text(),
    address: text(),
    addressHash: bytes(),
    subject: text(),
    values: jsonb().$type<Record<string, unknown>>(),
    sha256: bytes(),
    provider: text(),
    providerId: text(),
    attempts: integer().notNull().default(0),
    dueAt: instant(),
    offeredAt: instant(),
    warnings: jsonb().$type<string[]>().notNull().default([]),
    sentAt: instant(),
    opens: integer().notNull().default(0),
    clicks: integer().notNull().default(0),
    machineOpens: integer().notNull().default(0),
    machineClicks: integer().notNull().default(0),
    firstOpenedAt: instant(),
    firstClickedAt: instant(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    ownedKey(t),
    ownedRef("messages_customer_fk", t, t.customerId, () => customers),
    unique("messages_once").on(t.projectId, t.source, t.sourceId, t.place, t.customerId),
    index("messages_newest").on(t.projectId, t.createdAt, t.id),
    index("messages_customer").on(t.projectId, t.customerId, t.createdAt),
    index("messages_due").on(t.projectId, t.dueAt).where(sql`state = 'claimed'`),
  ],
);

/** A message's bytes as they were frozen with its claim, so that a retry offers the same letter. `json`, not `jsonb`: it keeps the order of headers. */
export const messageContents = pgTable(
  "message_contents",
  {
    projectId: ofProject(),
    messageId: idColumn("message").notNull(),
    sender: text().notNull(),
    headers: json().$type<Record<string, string>>().notNull(),
    html: text().notNull(),
    text: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.messageId] }), ownedRef("message_contents_message_fk", t, t.messageId, () => messages)],
);

/** The built-in mailbox: every email that would have left, exactly as it was handed over. It knows an email by its key, so offering it twice is once. */
export const mailbox = pgTable(
  "mailbox",
  {
    projectId: ofProject(),
    messageId: idColumn("message").notNull(),
    email: json().$type<Email>().notNull(),
    receivedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.messageId] }),
    ownedRef("mailbox_message_fk", t, t.messageId, () => messages),
    index("mailbox_newest").on(t.projectId, t.receivedAt, t.messageId),
  ],
);

export type Message = typeof messages.$inferSelect;
