import type { Claimed } from "@/inngest/engine/claim";
import { type Change, errorOf, failure, type Saving } from "@/inngest/engine/change";
import type { FunctionConfig } from "@/inngest/engine/config";
import { decide, savingOf } from "@/inngest/engine/decide";
import type { EngineEvent } from "@/inngest/engine/event";
import { meanwhile } from "@/inngest/engine/meanwhile";
import { type Answer, type CallRequest, DISCOVERY, type Op } from "@/inngest/engine/protocol";
import type { Registry } from "@/inngest/engine/registry";
import type { Sdk } from "@/inngest/engine/sdk";
import { isRefusal } from "@/inngest/engine/sql";

export type Caller = {
  sdk: Sdk;
  registry: Registry;
  epoch: number;
  now(): Date;
  save(saving: Saving): Promise<boolean>;
  write(change: Change): Promise<boolean>;
};

const MOST_STEPS = 1_000; // this and the next are Inngest's own limits
const LARGEST_STATE = 32 * 1024 * 1024;
const MOST_DEATHS = 5;
const LONGEST_CALL = 15 * 60_000;

/** Calls a function and writes what came of it. Resolves when that is safe; whatever goes wrong in the function is an outcome, too. */
export async function perform(claimed: Claimed, caller: Caller): Promise<void> {
  const config = caller.registry.functions.get(claimed.functionId);
  if (!config) throw new Error(`The function "${claimed.functionId}" is not registered.`);
  const events = JSON.parse(claimed.events) as [EngineEvent, ...EngineEvent[]];
  const call = { ...claimed, epoch: caller.epoch, config, event: events[0] };
  const gaveUp = (message: string): Change => ({
    runId: call.runId,
    taken: { call: call.id, epoch: call.epoch },
    end: { status: "failed", result: errorOf(failure("Error", message)) },
  });

  let open = true;
  let count = claimed.steps?.length ?? 0;
  const save = async (ops: Op[]) => {
    count += ops.length;
    if (!open || count > MOST_STEPS) return false;
    return caller.save(savingOf(call, ops));
  };
  let change: Change;
  const excess = tooMuch(claimed);
  if (excess) change = gaveUp(excess);
  else {
    const answer = await answerOf(() => meanwhile.run(save, () => caller.sdk.call(requestOf(claimed, config, events))));
    open = false;
    change = count > MOST_STEPS ? gaveUp(tooManySteps) : decide(call, answer, caller.registry.functions, caller.now());
  }
  await caller.write(change).catch((error: Error) => {
    if (isRefusal(error)) return caller.write(gaveUp(`Its outcome cannot be stored: ${error.message}`));
    throw error;
  });
}

const tooManySteps = `A run may have at most ${MOST_STEPS} steps.`;

function tooMuch({ claims, steps }: Claimed): string | undefined {
  if (claims > MOST_DEATHS) return `The worker ended ${MOST_DEATHS} times in the middle of this call, so it is not tried again.`;
  if (steps && steps.length > MOST_STEPS) return tooManySteps;
  const state = steps?.reduce((sum, [, result]) => sum + result.length, 0) ?? 0;
  return state > LARGEST_STATE ? "The answers of a run's steps may have at most 32 MB together." : undefined;
}

/** The SDK's answer, or what stands for it when it throws or does not come. */
async function answerOf(call: () => Promise<Answer>): Promise<Answer> {
  const failed = (message: string): Answer => ({
    status: 500,
    body: JSON.stringify(failure("Error", message)),
    noRetry: false,
    retryAfter: null,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(failed(`The call took longer than ${LONGEST_CALL / 60_000} minutes.`)), LONGEST_CALL);
  });
  const answer = call().catch((error: unknown) => failed(String(error)));
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function requestOf(claimed: Claimed, config: FunctionConfig, events: EngineEvent[]): CallRequest {
  const { functionId, runId, stepId, attempt, id } = claimed;
  const steps = claimed.steps ?? [];
  const stack = steps.map(([id]) => id);
  return {
    functionId,
    stepId,
    body: {
      version: -1,
      use_api: false,
      event: events[0],
      events,
      steps: Object.fromEntries(steps.map(([id, result]) => [id, JSON.parse(result) as unknown])),
      ctx: {
        run_id: runId,
        fn_id: functionId,
        qi_id: String(id),
        env: "",
        step_id: stepId,
        attempt,
        max_attempts: config.maxAttempts,
        disable_immediate_execution: stepId !== DISCOVERY,
        use_api: false,
        stack: { stack, current: stack.length },
      },
    },
  };
}
