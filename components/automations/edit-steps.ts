import { type Lane, lanesOf, type Step } from "@/lib/automations/schema";

/** A gap between steps: in the flow itself, or in a lane of a step, before the step that has this index now. */
export type Gap = { parentId: string | null; lane: string | null; index: number };

type Edit = (siblings: Step[]) => Step[];

export const insertStep = (steps: Step[], { parentId, lane, index }: Gap, added: Step): Step[] =>
  inList(steps, parentId, lane, (siblings) => siblings.toSpliced(index, 0, added));

/** Where a step stands: in which list, and after which of its steps. */
export type Place = { parentId: string | null; lane: string | null; before: readonly string[] };

export const placeOf = (steps: Step[], id: string): Place | null => placeIn(steps, id, { parentId: null, lane: null });

function placeIn(steps: Step[], id: string, list: Omit<Place, "before">): Place | null {
  const index = steps.findIndex((step) => step.id === id);
  if (index >= 0) return { ...list, before: steps.slice(0, index).map((step) => step.id) };
  for (const step of steps) {
    for (const { key, steps } of lanesOf(step)) {
      const place = placeIn(steps, id, { parentId: step.id, lane: key });
      if (place) return place;
    }
  }
  return null;
}

/** Puts a step back where it stood, whatever else was changed since. Where its list is gone nothing changes. */
export const putBack = (steps: Step[], { parentId, lane, before }: Place, step: Step): Step[] =>
  inList(steps, parentId, lane, (siblings) => siblings.toSpliced(siblings.findLastIndex(({ id }) => before.includes(id)) + 1, 0, step));

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
