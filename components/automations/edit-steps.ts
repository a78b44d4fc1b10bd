import { type Lane, lanesOf, type Step } from "@/lib/automations/schema";

/** A gap between steps: in the flow itself, or in a lane of a step, before the step that has this index now. */
export type Gap = { parentId: string | null; lane: string | null; index: number };

type Edit = (siblings: Step[]) => Step[];

export const insertStep = (steps: Step[], { parentId, lane, index }: Gap, added: Step): Step[] =>
  inList(steps, parentId, lane, (siblings) => siblings.toSpliced(index, 0, added));

export const replaceStep = (steps: Step[], changed: Step): Step[] => beside(steps, changed.id, (siblings, i) => siblings.with(i, changed));

export const removeStep = (steps: Step[], id: string): Step[] => beside(steps, id, (siblings, i) => siblings.toSpliced(i, 1));

/** Changes places with the step before (-1) or after (1); at the end of its list nothing changes. */
export const moveStep = (steps: Step[], id: string, by: -1 | 1): Step[] =>
  beside(steps, id, (siblings, i) => {
    const [moved, other] = [siblings[i], siblings[i + by]];
    return moved && other ? siblings.with(i, other).with(i + by, moved) : siblings;
  });

/** Applies an edit to one list of steps, wherever it is nested. */
function inList(steps: Step[], parentId: string | null, lane: string | null, edit: Edit): Step[] {
  if (parentId === null) return edit(steps);
  return steps.map((step) =>
    mapLanes(step, (each) => (step.id === parentId && each.key === lane ? edit(each.steps) : inList(each.steps, parentId, lane, edit))),
  );
}

/** Applies an edit to the list that a step stands in. */
function beside(steps: Step[], id: string, edit: (siblings: Step[], index: number) => Step[]): Step[] {
  const index = steps.findIndex((step) => step.id === id);
  return index >= 0 ? edit(steps, index) : steps.map((step) => mapLanes(step, (lane) => beside(lane.steps, id, edit)));
}

function mapLanes(step: Step, map: (lane: Lane) => Step[]): Step {
  const lanes = lanesOf(step);
  return lanes.length === 0 ? step : { ...step, ...Object.fromEntries(lanes.map((lane) => [lane.key, map(lane)])) };
}
