"use server";

import { refresh } from "next/cache";
import { cancelJob, pauseFunction, replayJob, resumeFunction } from "@/lib/jobs/commands";
import { FunctionOf, JobId } from "@/lib/jobs/schema";
import { action } from "@/lib/web/action";

const grant = "jobs:write";

export const replayJobAction = action({
  grant,
  input: JobId,
  handle: async (scope, { id }) => {
    await replayJob(scope, id);
    refresh();
  },
});

export const cancelJobAction = action({
  grant,
  input: JobId,
  handle: async (scope, { id }) => {
    await cancelJob(scope, id);
    refresh();
  },
});

export const pauseFunctionAction = action({
  grant,
  input: FunctionOf,
  handle: async (scope, of) => {
    await pauseFunction(scope, of);
    refresh();
  },
});

export const resumeFunctionAction = action({
  grant,
  input: FunctionOf,
  handle: async (scope, of) => {
    await resumeFunction(scope, of);
    refresh();
  },
});
