"use client";

import { useCallback, useMemo, useState } from "react";
import { BuilderContext, type BuilderParts } from "@/components/automations/builder-context";
import { insertStep, moveStep, placeOf, putBack, removeStep, replaceStep } from "@/components/automations/edit-steps";
import { ExitsCard, isFlowsOwn } from "@/components/automations/exits-card";
import { PublishDialog } from "@/components/automations/publish-dialog";
import { StepList } from "@/components/automations/steps";
import { TriggerCard } from "@/components/automations/trigger-card";
import { PersonSheet } from "@/components/customers/person-sheet";
import { KeepFresh } from "@/components/segments/keep-fresh";
import { ActionBar } from "@/components/ui/action-bar";
import { Moving } from "@/components/ui/moving";
import { SaveNote } from "@/components/ui/save-note";
import { toast } from "@/components/ui/toast";
import { type SaveFlow, useDraft } from "@/components/automations/use-draft";
import { useUndo } from "@/components/automations/use-undo";
import { useLeaveWarning } from "@/components/ui/use-leave-warning";
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
import type { Dot, Why } from "@/lib/customers/crowd/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  project: string;
  automation: { id: string; name: string; status: AutomationStatus; draft: Flow; revision: number };
  problems: Problem[];
  hasChanges: boolean;
  choices: BuilderChoices;
  people: Readonly<Record<string, StepNumbers>>;
  crowd: Readonly<Record<string, Dot[]>>;
  mayEdit: boolean;
  save: SaveFlow;
  publish: (input: { id: string }) => Promise<ActionResult<void>>;
  why: (input: { id: string; runId: string }) => Promise<ActionResult<Why>>;
};

/** Builds a flow as a list: what starts it, then step after step, with two ways beside each other where it branches. */
export function Builder({ project, automation, problems: atFirst, hasChanges, choices, people, crowd, mayEdit, ...commands }: Props) {
  const { save, publish, why } = commands;
  const { id, name, status, draft, revision } = automation;
  const { flow, problems, saving, settle, edit, newest, wasEdited } = useDraft({ id, flow: draft, revision, problems: atFirst }, save);
  const readOnly = !mayEdit || status === "archived";
  const [unfinished, setUnfinished] = useState<readonly string[]>([]);
  const [added, setAdded] = useState<string | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const ask = useCallback((runId: string) => why({ id, runId }), [why, id]);
  const open = unfinished.filter((place) => isFlowsOwn(place) || allSteps(flow.steps).some((step) => step.id === place));
  useLeaveWarning(open.length > 0);
  const offerUndo = useUndo();

  const parts = useMemo((): BuilderParts => {
    const set = (steps: Step[]) => edit({ ...flow, steps });
    const complete = (place: string) => setUnfinished((ids) => (ids.includes(place) ? ids.filter((each) => each !== place) : ids));
    return {
      choices,
      project,
      automationId: id,
      people,
      crowd,
      open: setPerson,
      opened: person,
      problems,
      readOnly,
      added,
      add(gap, type) {
        const stepId = Math.random().toString(36).slice(2, 10); // not randomUUID: it does not exist on plain http
        setAdded(stepId);
        set(insertStep(flow.steps, gap, freshStep(type, stepId)));
      },
      move: (stepId, by) => set(moveStep(flow.steps, stepId, by)),
      remove(stepId) {
        const step = allSteps(flow.steps).find(({ id }) => id === stepId);
        const place = placeOf(flow.steps, stepId);
        if (!step || !place) return;
        for (const { id } of allSteps([step])) complete(id);
        set(removeStep(flow.steps, stepId));
        offerUndo("Step deleted", () => {
          const steps = putBack(newest().steps, place, step);
          if (!allSteps(steps).includes(step)) return void toast("It was not put back: the branch it stood in is gone.");
          setAdded(stepId);
          edit({ ...newest(), steps });
        });
      },
      change(step) {
        complete(step.id);
        set(replaceStep(flow.steps, step));
      },
      incomplete: (place) => setUnfinished((ids) => (ids.includes(place) ? ids : [...ids, place])),
      complete,
    };
  }, [choices, project, id, people, crowd, person, problems, readOnly, added, flow, edit, newest, offerUndo]);

  const isNew = status === "draft";
  const differs = hasChanges || wasEdited;
  return (
    <BuilderContext value={parts}>
      {!readOnly && (
        <ActionBar>
          <p className="text-soft text-sm">
            <SaveNote {...{ saving, settle }} because={open.length > 0 ? "Complete the open fields to save" : undefined} />
          </p>
          {!isNew && saving.state === "saved" && (
            <p className="text-soft text-sm">
              {differs ? "People still get what was published before." : "This is what people get. Changes wait until you publish them."}
            </p>
          )}
          <PublishDialog
            {...{ name, flow, problems, choices, isNew }}
            disabled={(!isNew && !differs) || saving.state !== "saved" || open.length > 0}
            publish={() => publish({ id })}
          />
        </ActionBar>
      )}
      <div className="mx-auto max-w-3xl">
        <TriggerCard flow={flow} change={edit} />
        <ExitsCard flow={flow} change={edit} newest={newest} offerUndo={offerUndo} />
        <Moving places={whoIsWhere(flow, crowd)}>
          <StepList steps={flow.steps} label="the flow" />
        </Moving>
        <p className="text-center text-soft text-sm">The end</p>
      </div>
      {status === "live" && <KeepFresh seconds={2} />}
      <PersonSheet
        person={
          Object.values(crowd)
            .flat()
            .find((dot) => dot.id === person) ?? null
        }
        ask={ask}
        close={() => setPerson(null)}
      />
    </BuilderContext>
  );
}

const whoIsWhere = ({ steps }: Flow, crowd: Props["crowd"]) =>
  allSteps(steps)
    .map(({ id }) => [id, ...(crowd[id] ?? []).map((dot) => dot.id)].join())
    .join("|");
