import type { EventStep } from "@/lib/automations/steps/event/schema";
import type { StepKind } from "@/lib/automations/steps/kind";
import { accepted, nameOf } from "@/lib/customers/telling";
import { RESERVED_NAMES } from "@/lib/events/schema";
import { recordCalls } from "@/lib/ingest/record";

export const event: StepKind<EventStep> = {
  sentence: ({ name }) => `Record the event “${name}”`,
  problems: async (_, { name }) => {
    if (!name) return ["This event has no name. Give it one."];
    const isOurs = (Object.values(RESERVED_NAMES) as string[]).includes(name);
    return isOurs ? [`“${name}” is a name that visits and charges have. Choose another.`] : [];
  },
  /** The event's id is the visit's, so that it counts once, however often this is taken. It starts what such an event starts. */
  async take(scope, { run, step }) {
    const who = await nameOf(scope, run.customerId);
    const { name, properties } = step;
    const call = { type: "track", passive: true, ...who, name, properties, callId: `${run.id}/${run.visit}` } as const;
    accepted((await recordCalls(scope, [call], { source: "product" }))[0]);
    return { next: "go_on", outcome: `Recorded “${name}”` };
  },
};
