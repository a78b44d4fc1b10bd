import { z } from "zod";

/** How a job stands as a whole. What `live` means at this moment, `JobState` says. */
export const JOB_STATUSES = ["live", "completed", "failed", "cancelled"] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** `ready` waits for its turn, `running` is at work, `waiting` for a time or an event, `retrying` failed and will be tried again. */
export type JobState = Exclude<JobStatus, "live"> | "ready" | "running" | "waiting" | "retrying";

/** Jobs that serve one project, or those that serve the whole installation, such as what happens every minute. */
export const JOB_OWNERS = ["project", "installation"] as const;
export type JobOwner = (typeof JOB_OWNERS)[number];

const owner = z.enum(JOB_OWNERS).default("project");
const functionId = z.string().min(1).max(200);

/** The list of jobs as its address asks for it. */
export const ListJobs = z.object({
  of: owner.catch("project"),
  function: functionId.optional().catch(undefined),
  status: z.enum(JOB_STATUSES).optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});
export type ListJobs = z.output<typeof ListJobs>;

export const JobId = z.object({ id: z.string().max(64) });
export const FunctionOf = z.object({ functionId, of: owner });
export type FunctionOf = z.output<typeof FunctionOf>;

/** The most that is counted: who reads a page needs no exact number of millions. */
export const COUNTED = 10_000;

/** One function and how its jobs stand. Counts end at `COUNTED` + 1, which means more. `lag` is seconds that the oldest ready job has waited. */
export type FunctionState = {
  id: string;
  name: string;
  crons: string[];
  paused: boolean;
  ready: number;
  running: number;
  waiting: number;
  failed: number;
  lag: number;
};

/** A job as lists show it. */
export type JobRow = {
  id: string;
  functionId: string;
  name: string;
  state: JobState;
  because: string;
  begunAt: Date;
  endedAt: Date | null;
  problem: string | null;
};

/** What a step answered. `output` and `error` are JSON values; one of them is undefined. */
export type JobStep = { name: string; op: string; begunAt: Date; tookMillis: number; output?: unknown; error?: unknown };

/** What a job waits for: `event` is the name of an event, else it is only a time. */
export type JobWait = { kind: string; name: string | null; at: Date; event: string | null; attempt: number };

export type FullJob = JobRow & {
  of: JobOwner;
  input: unknown;
  output?: unknown;
  error?: unknown;
  steps: JobStep[];
  waits: JobWait[];
  replayedAs: string | null;
};
