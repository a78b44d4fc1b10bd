"use client";

import { useCallback, useMemo, useState } from "react";
import { BuilderContext, type BuilderParts } from "@/components/automations/builder-context";
import { insertStep, moveStep, placeOf, putBack, removeStep, replaceStep } from "@/components/automations/edit-steps";
import { ExitsCard, isFlowsOwn } from "@/components/automations/exits-card";
import { PublishBar } from "@/components/automations/publish-bar";
import { StepList } from "@/components/automations/steps";
import { TriggerCard } from "@/components/automations/trigger-card";
import { PersonSheet } from "@/components/customers/person-sheet";
import { KeepFresh } from "@/components/segments/keep-fresh";
import { CrowdNote } from "@/components/ui/crowd";
import { Moving } from "@/components/ui/moving";
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
  automation: { id: string; name: string; status: AutomationStatus; liveVersion: number | null; draft: Flow; revision: number };
  problems: Problem[];
  hasChanges: boolean;
  choices: BuilderChoices;
  people: Readonly<Record<string, StepNumbers>>;
  crowd: Readonly<Record<string, Dot[]>>;
  tally: { inProgress: number };
  /** How many of those under way are at steps that the draft no longer has. */
  elsewhere: number;
  mayEdit: boolean;
  save: SaveFlow;
  publish: (input: { id: string }) => Promise<ActionResult<void>>;
  why: (input: { id: string; runId: string }) => Promise<ActionResult<Why>>;
};

/** Builds a flow as a list: what starts it, then step after step, with two ways beside each other where it branches. */
export function Builder({ project, automation, problems: atFirst, hasChanges, choices, people, crowd, mayEdit, ...rest }: Props) {
  const { save, publish, why, tally, elsewhere } = rest;
  const { id, status, draft, revision } = automation;
  const { flow, problems, saving, settle, edit, newest, wasEdited } = useDraft({ id, flow: draft, revision, problems: atFirst }, save);
  const readOnly = !mayEdit || status === "archived";
  const [unfinished, setUnfinished] = useState<readonly string[]>([]);
  const [added, setAdded] = useState<string | null>(null);
  const [unfolded, setUnfolded] = useState<readonly string[]>(draft.trigger ? [] : ["trigger"]);
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
      unfolded,
      unfinished,
      fold: (place) => setUnfolded((all) => (all.includes(place) ? all.filter((each) => each !== place) : [...all, place])),
      add(gap, type) {
        const stepId = Math.random().toString(36).slice(2, 10); // not randomUUID: it does not exist on plain http
        setAdded(stepId);
        setUnfolded((all) => [...all, stepId]);
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
  }, [choices, project, id, people, crowd, person, problems, readOnly, added, unfolded, unfinished, flow, edit, newest, offerUndo]);

  const shown = allSteps(flow.steps).flatMap((step) => crowd[step.id] ?? []);
  return (
    <BuilderContext value={parts}>
      {!readOnly && (
        <PublishBar
          {...{ automation, flow, problems, choices, saving, settle }}
          isChanged={hasChanges || wasEdited}
          isUnfinished={open.length > 0}
          show={(stepId) => setUnfolded((all) => [...all, stepId])}
          publish={() => publish({ id })}
        />
      )}
      <div className="mx-auto max-w-3xl">
        <div className="mb-3 empty:hidden">
          <CrowdNote shown={shown.length} total={tally.inProgress - elsewhere} is="who is there now" tells="since when and what is next" />
        </div>
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
