import { lanesOf, type Step } from "@/lib/automations/schema";

/** A step, and the id of the one that follows it; null where the flow ends. */
export type Place = { step: Step; next: string | null };

/** The graph of a flow: steps are kept nested, as people build them, and each one's next is read from where it stands. */
export function placesOf(steps: readonly Step[], after: string | null = null): Map<string, Place> {
  const places = new Map<string, Place>();
  steps.forEach((step, i) => {
    const next = steps[i + 1]?.id ?? after;
    places.set(step.id, { step, next });
    for (const lane of lanesOf(step)) for (const [id, place] of placesOf(lane.steps, next)) places.set(id, place);
  });
  return places;
}

/** Where a lane leads: to its first step, or, when it is empty, to what follows the branch. */
export const laneStart = ({ step, next }: Place, key: string): string | null =>
  lanesOf(step).find((lane) => lane.key === key)?.steps[0]?.id ?? next;
