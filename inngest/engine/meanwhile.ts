import { AsyncLocalStorage } from "node:async_hooks";
import type { Op } from "@/inngest/engine/protocol";

/** Saves steps of the call that is going on. False if the call is no longer this process's: its function must stop. */
export type SaveMeanwhile = (ops: Op[]) => Promise<boolean>;

/** Inside a function's call, the way to save its steps before the call ends. It follows the call through everything the function awaits. */
export const meanwhile = new AsyncLocalStorage<SaveMeanwhile>();
