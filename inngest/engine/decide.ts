import { type Change, dataOf, errorOf, failure, type Memo, type NewTimer, type Saving } from "@/inngest/engine/change";
import type { Claimed } from "@/inngest/engine/claim";
import type { FunctionConfig } from "@/inngest/engine/config";
import { type EngineEvent, matchedPath, matchKey } from "@/inngest/engine/event";
import type { Answer, Op } from "@/inngest/engine/protocol";
import { invokedRun } from "@/inngest/engine/starts";
import { instantOf, LONGEST_WAIT, pauseAfter } from "@/inngest/engine/time";

/** A call that was claimed, with what deciding on its outcome needs. */
export type Decided = Pick<Claimed, "id" | "runId" | "stepId" | "attempt"> & { epoch: number; event: EngineEvent; config: FunctionConfig };
type Functions = ReadonlyMap<string, FunctionConfig>;
type Asked = Required<Pick<Change, "memos" | "calls" | "timers" | "starts">> & Pick<Change, "end">;

const MB = 1024 * 1024;
const LARGEST_ANSWER = 4 * MB; // Inngest's own limit, so that what works here works there

/** What follows from an answer of the SDK. Pure: the same call and answer always ask for the same. */
export function decide(call: Decided, answer: Answer, functions: Functions, now: Date): Change {
  const change = { runId: call.runId, taken: { call: call.id, epoch: call.epoch } };
  if (answer.status === 200) return { ...change, end: { status: "completed", result: dataOf(answer.body) } };
  if (answer.status !== 206) {
    const lost = answer.noRetry || call.attempt + 1 >= call.config.maxAttempts;
    if (lost) return { ...change, end: { status: "failed", result: `{"error":${answer.body}}` } };
    return { ...change, timers: [again(call, call.stepId, answer.retryAfter, now)] };
  }
  const ops = JSON.parse(answer.body) as Op[];
  if (ops.length === 0) return { ...change, quiet: true };
  const asked: Asked = { memos: [], calls: [], timers: [], starts: [] };
  try {
    for (const op of ops) ask(asked, op, call, answer, functions, now);
  } catch (error) {
    return { ...change, end: { status: "failed", result: errorOf(failure("Error", (error as Error).message)) } };
  }
  return { ...change, ...asked };
}

/** Steps that are saved while their call goes on. */
export const savingOf = ({ id, epoch, runId }: Decided, ops: Op[]): Saving => ({ call: id, epoch, runId, memos: ops.map(memoOf) });

function ask(asked: Asked, op: Op, call: Decided, answer: Answer, functions: Functions, now: Date) {
  switch (op.op) {
    case "StepRun":
    case "Step":
    case "StepFailed":
      return void asked.memos.push(memoOf(op));
    case "StepError":
      if (call.attempt + 1 >= call.config.maxAttempts) return void asked.memos.push(memoOf(op));
      return void asked.timers.push(again(call, call.stepId, answer.retryAfter, now));
    case "StepPlanned":
      if (op.opts?.parallelMode === "race") throw new Error(offers("a parallel race", call));
      return void asked.calls.push({ stepId: op.id, attempt: 0 });
    case "Sleep":
      return void asked.timers.push({ kind: "sleep", stepId: op.id, at: instantOf(durationOf(op), now), payload: nameOf(op) });
    case "WaitForEvent":
      return void asked.timers.push(waitOf(op, call, now));
    case "InvokeFunction":
      return invoke(asked, op, call, functions, now);
    case "RunComplete":
      asked.end = { status: "completed", result: dataOf(JSON.stringify(op.data ?? null)) };
      return;
    default:
      throw new Error(offers(op.op, call));
  }
}

const offers = (what: string, { config }: Decided) =>
  `The function "${config.id}" uses ${what}, which the built-in engine does not offer. Run on Inngest.`;

const nameOf = (op: Op) => (op.displayName ?? op.name ?? op.id).replaceAll("\0", "");
const durationOf = (op: Op) => op.name ?? String(op.opts?.duration ?? "");

const again = ({ attempt }: Decided, stepId: string, wish: string | null, now: Date): NewTimer => ({
  kind: "call",
  stepId,
  attempt: attempt + 1,
  at: new Date(now.getTime() + pauseAfter(attempt, wish, now)),
});

function memoOf(op: Op): Memo {
  const isError = op.op === "StepFailed" || op.op === "StepError";
  const result = isError ? errorOf(op.error ?? null) : dataOf(JSON.stringify(op.data ?? null));
  const size = Buffer.byteLength(result);
  const kept =
    size <= LARGEST_ANSWER
      ? result
      : errorOf(failure("Error", `The step answered ${(size / MB).toFixed(1)} MB; at most 4 MB can be kept.`));
  return { stepId: op.id, name: nameOf(op), op: op.op, result: kept, tookMillis: Math.round((op.timing?.b ?? 0) / 1e6) };
}

function waitOf(op: Op, call: Decided, now: Date): NewTimer {
  const eventName = op.name ?? "";
  const condition = op.opts?.if as string | undefined;
  const path = condition === undefined ? "" : matchedPath(condition);
  if (path === undefined) throw new Error(offers(`the condition \`${condition}\` in waitForEvent`, call));
  const at = instantOf(String(op.opts?.timeout ?? ""), now);
  return { kind: "wait", stepId: op.id, at, match: { eventName, path, key: matchKey(eventName, path, call.event) }, payload: nameOf(op) };
}

function invoke(asked: Asked, op: Op, call: Decided, functions: Functions, now: Date) {
  const {
    function_id: id,
    payload,
    timeout,
  } = (op.opts ?? {}) as { function_id: string; payload?: Partial<EngineEvent>; timeout?: string };
  const config = functions.get(id);
  if (!config) {
    const error = { name: "Error", message: `could not find function with ID: ${id}` };
    return void asked.memos.push({ stepId: op.id, name: nameOf(op), op: op.op, result: errorOf(error), tookMillis: 0 });
  }
  asked.starts.push(invokedRun(config, { runId: call.runId, stepId: op.id }, payload ?? {}, now));
  const at = timeout ? instantOf(timeout, now) : new Date(now.getTime() + LONGEST_WAIT);
  asked.timers.push({ kind: "invoke", stepId: op.id, at, payload: nameOf(op) });
}
