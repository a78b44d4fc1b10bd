import { sql } from "drizzle-orm";
import { bigint, index, integer, pgEnum, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "@/db/schema/columns";

/*
 * The built-in durable engine. It belongs to no project: `projectId` (0 for none) is taken from the event's data and serves fairness only.
 * What functions were given and what they answered is JSON kept as text, because Postgres never looks into it.
 */
const serial = () => bigint({ mode: "number" }).generatedAlwaysAsIdentity();

/** The one row that says which worker is active. Whoever takes it raises the epoch, and what older epochs hold may be taken from them. */
export const engineLeader = pgTable("engine_leader", {
  id: integer().primaryKey(),
  epoch: bigint({ mode: "number" }).notNull(),
  holder: uuid().notNull(),
  expiresAt: instant().notNull(),
});

/** The functions that the active worker runs, as it registered them: for whoever shows them and does not run them. */
export const engineFunctions = pgTable("engine_functions", {
  id: text().primaryKey(),
  name: text().notNull(),
  events: text().array().notNull(),
  crons: text().array().notNull(),
});

/** Functions that do not go on for a project, until the row is gone. Their timers and events are kept meanwhile. */
export const enginePauses = pgTable(
  "engine_pauses",
  { projectId: integer().notNull(), functionId: text().notNull(), pausedAt: instant().notNull() },
  (t) => [primaryKey({ columns: [t.projectId, t.functionId] })],
);

/** Events that were sent and not yet looked at. A row lives until it has started and woken what it concerns. */
export const engineInbox = pgTable(
  "engine_inbox",
  { id: serial().primaryKey(), projectId: integer().notNull().default(0), event: text().notNull(), receivedAt: instant().notNull() },
  (t) => [index("engine_inbox_project").on(t.projectId, t.id)],
);

export const ENGINE_RUN_STATUSES = ["live", "completed", "failed", "cancelled"] as const;
export const engineRunStatus = pgEnum("engine_run_status", ENGINE_RUN_STATUSES);

/** One call of a function for one event or batch. The same event starts a function once, for as long as the row is kept. */
export const engineRuns = pgTable(
  "engine_runs",
  {
    id: uuid().primaryKey(),
    functionId: text().notNull(),
    projectId: integer().notNull(),
    eventId: text().notNull(),
    events: text().notNull(),
    slots: text().array().notNull(),
    status: engineRunStatus().notNull().default("live"),
    parentRunId: uuid(),
    parentStepId: text(),
    createdAt: instant().notNull(),
    endedAt: instant(),
    result: text(),
  },
  (t) => [
    unique("engine_runs_event").on(t.functionId, t.eventId),
    index("engine_runs_project").on(t.projectId, t.id),
    index("engine_runs_live").on(t.projectId, t.functionId).where(sql`${t.endedAt} is null`),
    index("engine_runs_lost").on(t.projectId, t.endedAt).where(sql`${t.status} in ('failed', 'cancelled')`),
    index("engine_runs_ended").on(t.endedAt).where(sql`${t.endedAt} is not null`),
  ],
);

/** What a run's steps answered, in the order they did. Written once: the first answer of a step is its answer for good. */
export const engineSteps = pgTable(
  "engine_steps",
  {
    runId: uuid().notNull(),
    stepId: text().notNull(),
    position: serial().notNull(),
    name: text().notNull(),
    op: text().notNull(),
    result: text().notNull(),
    tookMillis: integer().notNull(),
    savedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.stepId] })],
);

/** What can be called now. A row is held by the epoch that claimed it, and a call's outcome counts only while it is still held. */
export const engineCalls = pgTable(
  "engine_calls",
  {
    id: serial().primaryKey(),
    runId: uuid().notNull(),
    stepId: text().notNull(),
    functionId: text().notNull(),
    projectId: integer().notNull(),
    slots: text().array().notNull(),
    attempt: integer().notNull(),
    epoch: bigint({ mode: "number" }).notNull().default(0),
    claims: integer().notNull().default(0),
    readyAt: instant().notNull(),
  },
  (t) => [unique("engine_calls_step").on(t.runId, t.stepId), index("engine_calls_lane").on(t.projectId, t.functionId, t.slots, t.id)],
);

/** What happens at a time, unless an event takes the row earlier: a wait is a timer whose time is its time-out. */
export const engineTimers = pgTable(
  "engine_timers",
  {
    id: serial().primaryKey(),
    kind: text().$type<"call" | "sleep" | "wait" | "invoke" | "cancel" | "stop" | "unstarted" | "overdue" | "hold" | "cron">().notNull(),
    functionId: text().notNull(),
    projectId: integer().notNull().default(0),
    runId: uuid(),
    stepId: text(),
    at: instant().notNull(),
    attempt: integer().notNull().default(0),
    eventName: text(),
    matchPath: text(),
    matchKey: text(),
    holdKey: text(),
    payload: text(),
  },
  (t) => [
    unique("engine_timers_step").on(t.runId, t.stepId),
    unique("engine_timers_hold").on(t.holdKey),
    index("engine_timers_at").on(t.at),
    index("engine_timers_project").on(t.projectId, t.at),
    index("engine_timers_match").on(t.matchKey).where(sql`${t.matchKey} is not null`),
  ],
);

/** When the next run of a throttled function may begin, by its theoretical arrival time. */
export const engineThrottles = pgTable("engine_throttles", {
  key: text().primaryKey(),
  arrival: instant().notNull(),
});
