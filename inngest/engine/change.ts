/** What one step answered: `result` is the JSON of `{ data }` or `{ error }`. */
export type Memo = { stepId: string; name: string; op: string; result: string; tookMillis: number };

/**
 * `call` a call that comes later, `sleep`, `wait` for an event, `invoke` another run; these end in the run being called again.
 * `cancel` listens for an event that cancels the run, `unstarted` and `overdue` cancel it if it has not begun or not ended by then, and `stop`
 * is a person who does: whoever inserts one that is due cancels the run, with `payload` as the reason.
 */
export type TimerKind = "call" | "sleep" | "wait" | "invoke" | "cancel" | "stop" | "unstarted" | "overdue";

/** Something of a run's that happens at a time, or earlier by an event with the same `matchKey`. */
export type NewTimer = {
  kind: TimerKind;
  stepId: string;
  at: Date;
  attempt?: number;
  match?: { eventName: string; path: string; key: string };
  payload?: string;
};

export type NewCall = { stepId: string; attempt: number };

export type Ending = { status: "completed" | "failed" | "cancelled"; result: string };

/** A run that begins: at once, or at a later time. `timers` are what may cancel it. */
export type NewRun = {
  id: string;
  functionId: string;
  projectId: number;
  eventId: string;
  events: string;
  slots: string[];
  parent?: { runId: string; stepId: string };
  at: Date;
  timers: NewTimer[];
  ended?: Ending;
};

/** What a change uses up. If that is gone already, the change happened before or somebody else's came first, and nothing of it is written. */
export type Taken = { call: number; epoch: number } | { timer: number };

/**
 * Everything that follows from one thing that happened to a run: an outcome of a call, a timer, an event. It is written as a whole or not at all.
 * With `quiet` the run is not called again for want of anything else to wake it.
 */
export type Change = {
  runId: string;
  taken: Taken;
  quiet?: boolean;
  memos?: Memo[];
  calls?: NewCall[];
  timers?: NewTimer[];
  starts?: NewRun[];
  end?: Ending;
};

/** Steps that are saved while their call goes on. They count as long as the call is held by this epoch. */
export type Saving = { call: number; epoch: number; runId: string; memos: Memo[] };

export const dataOf = (json: string): string => `{"data":${json}}`;
export const errorOf = (error: unknown): string => JSON.stringify({ error });

export const cancelled = (why: string): Ending => ({ status: "cancelled", result: errorOf(failure("Cancelled", why)) });

/** A failure as the SDK serialises one, so that functions can catch it. */
export const failure = (name: string, message: string) => ({ name, message, stack: `${name}: ${message}`, __serialized: true });
