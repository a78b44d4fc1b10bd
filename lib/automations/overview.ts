import "server-only";
import { choicesOf } from "@/lib/automations/builder";
import { readyFlows } from "@/lib/automations/gallery";
import { type ListAutomations, listAutomations } from "@/lib/automations/queries";
import { NOBODY, tallies } from "@/lib/automations/runs";
import { triggerSentence } from "@/lib/automations/schema";
import { may, type Scope } from "@/lib/scope";

/** The list of automations with what each begins with and how many went through it. */
export async function openOverview(scope: Scope, asked: ListAutomations) {
  const [{ items, nextCursor }, choices] = await Promise.all([listAutomations(scope, asked), choicesOf(scope)]);
  const numbers = await tallies(
    scope,
    items.map(({ id }) => id),
  );
  const rows = items.map(({ id, name, status, pausedBecause, entriesStoppedAt, draft }) => ({
    ...{ id, name, status, pausedBecause, entriesStoppedAt },
    startsWhen: triggerSentence(draft.trigger, choices),
    ...(numbers.get(id) ?? NOBODY),
  }));
  return { rows, nextCursor, mayEdit: may(scope.actor, "automations:write") };
}

/** What a new automation may start from. */
export const openFlowGallery = async (scope: Scope) => ({ flows: readyFlows(), mayEdit: may(scope.actor, "automations:write") });
