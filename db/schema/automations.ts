import { sql } from "drizzle-orm";
import { bigint, boolean, foreignKey, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { idColumn, instant } from "@/db/schema/columns";
import { customers } from "@/db/schema/customers";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";
import {
  AUTOMATION_STATUSES,
  type Flow,
  type PauseReason,
  RUN_STATUSES,
  type RunTrigger,
  type StepDetail,
  VISIT_ENDS,
} from "@/lib/automations/schema";

export const automationStatus = pgEnum("automation_status", AUTOMATION_STATUSES);
export const runStatus = pgEnum("run_status", RUN_STATUSES);

/**
 * A flow. `draft` is what is being edited and `revision` rises with it; what runs is a version, made from the draft of `liveRevision`.
 * `asksBeforeSending` pauses it before its first email through a real sender. While it is live, `entriesStoppedAt` says since when nobody
 * is let in, though those who are in it go on.
 */
export const automations = pgTable(
  "automations",
  {
    ...owned("automation"),
    name: text().notNull(),
    status: automationStatus().notNull().default("draft"),
    draft: jsonb().$type<Flow>().notNull(),
    revision: integer().notNull().default(1),
    liveVersion: integer(),
    liveRevision: integer(),
    asksBeforeSending: boolean().notNull().default(false),
    pausedBecause: text().$type<PauseReason>(),
    pausedAt: instant(),
    entriesStoppedAt: instant(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [ownedKey(t), unique("automations_name").on(t.projectId, t.name)],
);

/** What went live, never changed afterwards. People finish the version they entered. */
export const automationVersions = pgTable(
  "automation_versions",
  {
    projectId: ofProject(),
    automationId: idColumn("automation").notNull(),
    version: integer().notNull(),
    flow: jsonb().$type<Flow>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.automationId, t.version] }),
    ownedRef("automation_versions_automation_fk", t, t.automationId, () => automations),
  ],
);

/**
 * One customer's way through one version. The row is the truth: where they are (`nodeId`), how many visits they made to steps (`visit`)
 * and when they go on (`dueAt`, never empty before the end). `entryKey` makes a trigger count once; `trigger` names what it was, by id.
 * `attempts` counts failures of the visit at hand, and `lastError` says the last of them.
 */
export const automationRuns = pgTable(
  "automation_runs",
  {
    ...owned("run"),
    automationId: idColumn("automation").notNull(),
    version: integer().notNull(),
    customerId: bigint({ mode: "number" }).notNull(),
    entryKey: text().notNull(),
    trigger: jsonb().$type<RunTrigger>().notNull(),
    status: runStatus().notNull().default("active"),
    nodeId: text(),
    visit: integer().notNull().default(0),
    dueAt: instant(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    endedAt: instant(),
    endedBecause: text(),
  },
  (t) => [
    ownedKey(t),
    unique("automation_runs_entry").on(t.projectId, t.automationId, t.customerId, t.entryKey),
    foreignKey({
      name: "automation_runs_version_fk",
      columns: [t.projectId, t.automationId, t.version],
      foreignColumns: [automationVersions.projectId, automationVersions.automationId, automationVersions.version],
    }),
    ownedRef("automation_runs_customer_fk", t, t.customerId, () => customers),
    index("automation_runs_where").on(t.projectId, t.automationId, t.status, t.nodeId),
    index("automation_runs_customer").on(t.projectId, t.customerId),
    index("automation_runs_due").on(t.dueAt).where(sql`status in ('active', 'waiting')`),
  ],
);

export const visitEnd = pgEnum("visit_end", VISIT_ENDS);

/** What each visit of a run did, in words a person can read; `became` is the same for counting, by an index that has all that is counted. */
export const automationRunSteps = pgTable(
  "automation_run_steps",
  {
    projectId: ofProject(),
    runId: idColumn("run").notNull(),
    visit: integer().notNull(),
    automationId: idColumn("automation").notNull(),
    nodeId: text().notNull(),
    became: visitEnd().notNull(),
    outcome: text().notNull(),
    detail: jsonb().$type<StepDetail>(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.runId, t.visit] }),
    ownedRef("automation_run_steps_run_fk", t, t.runId, () => automationRuns),
    index("automation_run_steps_counted").on(t.projectId, t.automationId, t.nodeId, t.became, t.runId),
  ],
);

export type Automation = typeof automations.$inferSelect;
export type AutomationRun = typeof automationRuns.$inferSelect;
