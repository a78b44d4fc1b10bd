import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytes, idColumn, instant } from "@/db/schema/columns";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";
import { INTEGRATION_STATUSES, WORK_STATES } from "@/lib/integrations/schema";
import { type Attempt, DELIVERY_STATES, type DeliveryKind, WEBHOOK_STATUSES, type WebhookKind } from "@/lib/webhooks/schema";

export const integrationStatus = pgEnum("integration_status", INTEGRATION_STATUSES);
export const workState = pgEnum("work_state", WORK_STATES);
export const webhookStatus = pgEnum("webhook_status", WEBHOOK_STATUSES);
export const deliveryState = pgEnum("delivery_state", DELIVERY_STATES);

/**
 * What a project has connected, each kind once. `secrets` is sealed and is never shown again; `hints` is how each of them ends.
 * A row that is gone is not connected.
 */
export const integrations = pgTable(
  "integrations",
  {
    ...owned("integration"),
    kind: text().notNull(),
    status: integrationStatus().notNull().default("connected"),
    settings: jsonb().$type<Record<string, string>>().notNull(),
    secrets: bytes().notNull(),
    hints: jsonb().$type<Record<string, string>>().notNull(),
    lastError: text(),
    lastErrorAt: instant(),
    updatedAt: instant().notNull(),
  },
  (t) => [ownedKey(t), unique("integrations_kind").on(t.projectId, t.kind), index("integrations_id").on(t.id)],
);

/**
 * What an integration did: claimed under its key before it is done, so that it is done once. The same key tells twice-told news from
 * outside, too. Rows go after 30 days.
 */
export const integrationWork = pgTable(
  "integration_work",
  {
    projectId: ofProject(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    integrationId: idColumn("integration").notNull(),
    key: text().notNull(),
    what: text().notNull(),
    state: workState().notNull(),
    detail: text(),
    attempts: integer().notNull().default(1),
    millis: integer(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    unique("integration_work_once").on(t.projectId, t.integrationId, t.key),
    ownedRef("integration_work_integration_fk", t, t.integrationId, () => integrations),
    index("integration_work_newest").on(t.projectId, t.integrationId, t.id),
    index("integration_work_age").on(t.at),
  ],
);

/**
 * A web address that is told of what happens. Both secrets are sealed; the previous one signs beside the present one until its time.
 * `failingSince` is when an attempt failed after which none succeeded.
 */
export const webhooks = pgTable(
  "webhooks",
  {
    ...owned("webhook"),
    url: text().notNull(),
    description: text().notNull(),
    kinds: jsonb().$type<WebhookKind[]>().notNull(),
    eventNames: jsonb().$type<string[]>().notNull(),
    status: webhookStatus().notNull().default("on"),
    secret: bytes().notNull(),
    secretHint: text().notNull(),
    previousSecret: bytes(),
    previousUntil: instant(),
    failingSince: instant(),
    disabledBecause: text(),
    updatedAt: instant().notNull(),
  },
  (t) => [ownedKey(t)],
);

/**
 * One thing told to one webhook: once per fact, under an id that is the same at every attempt. `payload` is what is sent, to the byte.
 * `dueAt` is when it may be tried next, and empty after the end. `customer` is whom it tells of, so that erasing them finds it.
 */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    ...owned("delivery"),
    webhookId: idColumn("webhook").notNull(),
    fact: text().notNull(),
    kind: text().$type<DeliveryKind>().notNull(),
    customer: idColumn("customer"),
    payload: text().notNull(),
    state: deliveryState().notNull().default("waiting"),
    attempts: jsonb().$type<Attempt[]>().notNull().default([]),
    dueAt: instant(),
  },
  (t) => [
    ownedKey(t),
    unique("webhook_deliveries_once").on(t.projectId, t.webhookId, t.kind, t.fact),
    ownedRef("webhook_deliveries_webhook_fk", t, t.webhookId, () => webhooks),
    index("webhook_deliveries_newest").on(t.projectId, t.webhookId, t.id),
    index("webhook_deliveries_customer").on(t.projectId, t.customer),
    index("webhook_deliveries_due").on(t.dueAt).where(sql`state = 'waiting'`),
    index("webhook_deliveries_age").on(t.createdAt),
  ],
);

export type Integration = typeof integrations.$inferSelect;
export type Webhook = typeof webhooks.$inferSelect;
export type WebhookDelivery = typeof webhookDeliveries.$inferSelect;
