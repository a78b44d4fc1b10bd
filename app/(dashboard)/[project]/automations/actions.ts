"use server";

import { refresh } from "next/cache";
import { createAutomation, duplicateAutomation, renameAutomation, saveDraft } from "@/lib/automations/commands";
import { goLive } from "@/lib/automations/going-live";
import { createFromGallery } from "@/lib/automations/gallery";
import { archive, openEntries, pause, resume, stopEntries } from "@/lib/automations/holding";
import { problemsOf } from "@/lib/automations/problems";
import { retryRun } from "@/lib/automations/retrying";
import {
  AskWhy,
  AutomationId,
  CreateAutomation,
  CreateFromGallery,
  MoveRuns,
  RenameAutomation,
  Resume,
  RunId,
  SaveDraft,
  SteerRuns,
} from "@/lib/automations/schema";
import { ejectRuns, moveRuns, skipStep } from "@/lib/automations/steering";
import { whyUnderWay } from "@/lib/automations/why";
import { action } from "@/lib/web/action";

const grant = "automations:write";

export const createAutomationAction = action({
  grant,
  input: CreateAutomation,
  handle: async (scope, input) => ({ id: (await createAutomation(scope, input)).id }),
});

export const saveDraftAction = action({
  grant,
  input: SaveDraft,
  handle: async (scope, input) => {
    const { draft, revision } = await saveDraft(scope, input);
    return { revision, problems: await problemsOf(scope, draft) };
  },
});

export const renameAutomationAction = action({
  grant,
  input: RenameAutomation,
  handle: async (scope, input) => {
    await renameAutomation(scope, input);
    refresh();
  },
});

export const duplicateAutomationAction = action({
  grant,
  input: AutomationId,
  handle: async (scope, { id }) => ({ id: (await duplicateAutomation(scope, id)).id }),
});

export const goLiveAction = action({
  grant,
  input: AutomationId,
  handle: async (scope, { id }) => {
    await goLive(scope, id);
    refresh();
  },
});

export const pauseAction = action({
  grant,
  input: AutomationId,
  handle: async (scope, { id }) => {
    await pause(scope, id);
    refresh();
  },
});

export const resumeAction = action({
  grant,
  input: Resume,
  handle: async (scope, { id, overdue }) => {
    await resume(scope, id, overdue);
    refresh();
  },
});

export const stopEntriesAction = action({
  grant,
  input: AutomationId,
  handle: async (scope, { id }) => {
    await stopEntries(scope, id);
    refresh();
  },
});

export const openEntriesAction = action({
  grant,
  input: AutomationId,
  handle: async (scope, { id }) => {
    await openEntries(scope, id);
    refresh();
  },
});

export const archiveAction = action({
  grant,
  input: AutomationId,
  handle: async (scope, { id }) => {
    await archive(scope, id);
    refresh();
  },
});

export const retryRunAction = action({
  grant,
  input: RunId,
  handle: async (scope, { runId }) => {
    await retryRun(scope, runId);
    refresh();
  },
});

export const ejectRunsAction = action({
  grant,
  input: SteerRuns,
  handle: async (scope, input) => {
    const people = await ejectRuns(scope, input);
    refresh();
    return { people };
  },
});

export const skipStepAction = action({
  grant,
  input: SteerRuns,
  handle: async (scope, input) => {
    const people = await skipStep(scope, input);
    refresh();
    return { people };
  },
});

export const moveRunsAction = action({
  grant,
  input: MoveRuns,
  handle: async (scope, input) => {
    const people = await moveRuns(scope, input);
    refresh();
    return { people };
  },
});

export const createFromGalleryAction = action({
  grant,
  input: CreateFromGallery,
  handle: async (scope, input) => ({ id: (await createFromGallery(scope, input)).id }),
});

export const whyAction = action({ grant: "automations:read", input: AskWhy, handle: (scope, asked) => whyUnderWay(scope, asked) });
