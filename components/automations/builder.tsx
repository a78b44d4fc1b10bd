"use client";

import { useMemo, useState } from "react";
import { BuilderContext, type BuilderParts } from "@/components/automations/builder-context";
import { insertStep, moveStep, removeStep, replaceStep } from "@/components/automations/edit-steps";
import { ExitsCard, isFlowsOwn } from "@/components/automations/exits-card";
import { PublishDialog } from "@/components/automations/publish-dialog";
import { StepList } from "@/components/automations/steps";
import { TriggerCard } from "@/components/automations/trigger-card";
import { type SaveFlow, type SaveState, useDraft, useLeaveWarning } from "@/components/automations/use-draft";
import {
  allSteps,
  type AutomationStatus,
  type BuilderChoices,
  type Flow,
  freshStep,
  type Problem,
  type Step,
  type StepNumbers,
} from "@/lib/automations/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  project: string;
  automation: { id: string; name: string; status: AutomationStatus; draft: Flow; revision: number };
  problems: Problem[];
  hasChanges: boolean;
  choices: BuilderChoices;
  people: Readonly<Record<string, StepNumbers>>;
  mayEdit: boolean;
  save: SaveFlow;
  publish: (input: { id: string }) => Promise<ActionResult<void>>;
};

/** Builds a flow as a list: what starts it, then step after step, with two ways beside each other where it branches. */
export function Builder({ project, automation, problems: atFirst, hasChanges, choices, people, mayEdit, save, publish }: Props) {
  const { id, name, status, draft, revision } = automation;
  const { flow, problems, saving, edit, wasEdited } = useDraft({ id, flow: draft, revision, problems: atFirst }, save);
  const readOnly = !mayEdit || status === "archived";
  const [unfinished, setUnfinished] = useState<readonly string[]>([]);
  const [added, setAdded] = useState<string | null>(null);
  const open = unfinished.filter((place) => isFlowsOwn(place) || allSteps(flow.steps).some((step) => step.id === place));
  useLeaveWarning(saving.state !== "saved" || open.length > 0);

  const parts = useMemo((): BuilderParts => {
    const set = (steps: Step[]) => edit({ ...flow, steps });
    const complete = (place: string) => setUnfinished((ids) => (ids.includes(place) ? ids.filter((each) => each !== place) : ids));
    return {
      choices,
      project,
      automationId: id,
      people,
      problems,
      readOnly,
      added,
      add(gap, type) {
        const stepId = Math.random().toString(36).slice(2, 10); // not randomUUID: it does not exist on plain http
        setAdded(stepId);
        set(insertStep(flow.steps, gap, freshStep(type, stepId)));
      },
      move: (stepId, by) => set(moveStep(flow.steps, stepId, by)),
      remove: (stepId) => set(removeStep(flow.steps, stepId)),
      change(step) {
        complete(step.id);
        set(replaceStep(flow.steps, step));
      },
      incomplete: (place) => setUnfinished((ids) => (ids.includes(place) ? ids : [...ids, place])),
      complete,
    };
  }, [choices, project, id, people, problems, readOnly, added, flow, edit]);

  const isNew = status === "draft";
  return (
    <BuilderContext value={parts}>
      {!readOnly && (
        <div className="sticky top-0 z-10 -mx-1 mb-4 flex flex-wrap items-center justify-end gap-3 bg-canvas px-1 py-2">
          <SaveSign saving={saving} isOpen={open.length > 0} />
          {(isNew || hasChanges || wasEdited) && (
            <PublishDialog
              {...{ name, flow, problems, choices, isNew }}
              disabled={saving.state !== "saved" || open.length > 0}
              publish={() => publish({ id })}
            />
          )}
        </div>
      )}
      <div className="mx-auto max-w-3xl">
        <TriggerCard flow={flow} change={edit} />
        <ExitsCard flow={flow} change={edit} />
        <StepList steps={flow.steps} label="the flow" />
        <p className="text-center text-soft text-sm">The end</p>
      </div>
    </BuilderContext>
  );
}

function SaveSign({ saving, isOpen }: { saving: SaveState; isOpen: boolean }) {
  if (saving.state === "failed")
    return (
      <p role="alert" className="text-bad text-sm">
        Not saved. {saving.message}
      </p>
    );
  const said = isOpen ? "Complete what you began, then it is saved" : saving.state === "saving" ? "Saving" : "Saved";
  return (
    <p role="status" className="text-soft text-sm">
      {said}
    </p>
  );
}
