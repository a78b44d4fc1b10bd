import type { Automation, AutomationRun } from "@/db/schema";
import type { Step, StepDetail } from "@/lib/automations/schema";
import type { Scope } from "@/lib/scope";

/** What a step may know of its automation. */
export type Whose = Pick<Automation, "id" | "status" | "asksBeforeSending">;

/**
 * One customer at one step, at a time that those who are taken on together share, so that their waits end together. `began` tells whether an
 * earlier visit has begun it, as with a wait that is over now.
 */
export type Visit<S extends Step = Step> = { run: AutomationRun; automation: Whose; step: S; at: Date; began: boolean };

/**
 * What became of a visit, in words a person can read: the run goes on (into a lane, where the step has any) or stays until a time.
 * Or the visit is not over: it is taken again later, for as long as its kind says so, or not before somebody has said that it may.
 */
export type Taken =
  | { next: "go_on"; outcome: string; became?: "skipped" | "failed"; lane?: string; detail?: StepDetail }
  | { next: "stay"; outcome: string; until: Date; detail?: StepDetail }
  | { next: "later"; because: string }
  | { next: "ask" };

/** A visit that is over. */
export type Settled = Extract<Taken, { outcome: string }>;

/** What the sentences of steps call by name. */
export type Names = { templates: ReadonlyMap<string, string>; tags: ReadonlyMap<string, string> };

/** All that the product knows of one kind of step. */
export type StepKind<S extends Step = Step> = {
  /** The step in one line. */
  sentence(step: S, names: Names): string;
  /** What must be put right before this step may go live, a sentence each, where anything can be wrong. */
  problems?(scope: Scope, step: S): Promise<string[]>;
  /** The step as it is kept in a version that will never change: whatever it points at is pinned, where it points at anything. */
  freeze?(scope: Scope, step: S): Promise<S>;
  /**
   * Takes the step for one customer. It runs outside any transaction and may run again, after a crash or beside itself,
   * so an effect must be claimed under `<run>/<visit>` before it is had.
   */
  take(scope: Scope, visit: Visit<S>): Promise<Taken>;
};
