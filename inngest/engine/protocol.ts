/** One thing that a function asks of the engine, in the SDK's words. */
export type Op = {
  id: string;
  op: string;
  name?: string;
  displayName?: string;
  opts?: Record<string, unknown>;
  data?: unknown;
  error?: unknown;
  timing?: { a: number; b: number };
};

/** A call of a function, in the SDK's words. `steps` are its memoised answers in the order of `stack`. */
export type CallRequest = {
  functionId: string;
  stepId: string;
  body: {
    version: number;
    use_api: false;
    event: unknown;
    events: unknown[];
    steps: Record<string, unknown>;
    ctx: {
      run_id: string;
      fn_id: string;
      qi_id: string;
      env: string;
      step_id: string;
      attempt: number;
      max_attempts: number;
      disable_immediate_execution: boolean;
      use_api: false;
      stack: { stack: string[]; current: number };
    };
  };
};

/** What the SDK answered: 200 the function's result, 206 what it asks for, 400 and 500 its failure, final or not. `body` is JSON. */
export type Answer = { status: number; body: string; noRetry: boolean; retryAfter: string | null };

/** The step id of a call that finds out what the function does next. Any other call runs the one step it names. */
export const DISCOVERY = "step";
