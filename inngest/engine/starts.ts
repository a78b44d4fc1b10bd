import { newUuid } from "@/db/ids";
import type { NewRun, NewTimer } from "@/inngest/engine/change";
import type { FunctionConfig } from "@/inngest/engine/config";
import { type EngineEvent, matchKey, projectOf } from "@/inngest/engine/event";
import { slotsOf } from "@/inngest/engine/registry";
import { LONGEST_WAIT } from "@/inngest/engine/time";

/** A run of `config` for an event or a batch, not before `at`, with the timers that may cancel it. */
export function runOf(config: FunctionConfig, events: [EngineEvent, ...EngineEvent[]], at: Date, now: Date): NewRun {
  const [first] = events;
  return {
    id: newUuid(now.getTime()),
    functionId: config.id,
    projectId: projectOf(first),
    eventId: first.id,
    events: JSON.stringify(events),
    slots: slotsOf(config, first),
    at,
    timers: cancelTimers(config, first, at),
  };
}

/** A run that another run invokes, whose step waits for its result. Its event is named after that step, so that it begins once. */
export function invokedRun(
  config: FunctionConfig,
  parent: { runId: string; stepId: string },
  payload: Partial<EngineEvent>,
  now: Date,
): NewRun {
  const id = `${parent.runId}.${parent.stepId}`;
  const data = { ...payload.data, _inngest: { fn_id: config.id, correlation_id: id } };
  const event: EngineEvent = {
    id,
    name: "inngest/function.invoked",
    data,
    ts: now.getTime(),
    user: {},
    ...(payload.v !== undefined && { v: payload.v }),
  };
  return { ...runOf(config, [event], now, now), parent };
}

function cancelTimers({ cancel = [], timeouts }: FunctionConfig, event: EngineEvent, start: Date): NewTimer[] {
  const after = (millis: number) => new Date(start.getTime() + millis);
  const byEvent = cancel.map(
    ({ event: eventName, if: path = "", timeout }, index): NewTimer => ({
      kind: "cancel",
      stepId: `cancel:${index}`,
      at: after(timeout ?? LONGEST_WAIT),
      match: { eventName, path, key: matchKey(eventName, path, event) },
    }),
  );
  const limits: NewTimer[] = [];
  if (timeouts?.start !== undefined) limits.push({ kind: "unstarted", stepId: "timeout:start", at: after(timeouts.start) });
  if (timeouts?.finish !== undefined) limits.push({ kind: "overdue", stepId: "timeout:finish", at: after(timeouts.finish) });
  return [...byEvent, ...limits];
}
