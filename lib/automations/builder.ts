import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { segments, templates } from "@/db/schema";
import { crowdUnderWay } from "@/lib/automations/crowd";
import { heldBy } from "@/lib/automations/overdue";
import { problemsOf } from "@/lib/automations/problems";
import { getAutomation, hasUnpublishedChanges } from "@/lib/automations/queries";
import { emailsOf, stepNumbers } from "@/lib/automations/numbers";
import { NOBODY, tallies } from "@/lib/automations/runs";
import { allSteps, type BuilderChoices, type Flow } from "@/lib/automations/schema";
import { kindOf } from "@/lib/automations/steps/kinds";
import { actionChoices } from "@/lib/integrations/queries";
import { senderName } from "@/lib/mail/senders";
import { may, requireGrant, type Scope } from "@/lib/scope";
import { ruleCatalogue } from "@/lib/segments/catalogue";

/** As many as a person can choose from in a list. */
const MOST = 500;

/** All that the page of one automation shows: its draft, what keeps it from going live, who is where, and what its steps may choose from. */
export async function openBuilder(scope: Scope, id: string) {
  const automation = await getAutomation(scope, id);
  const [problems, steps, numbers, emails, choices, sender] = await Promise.all([
    problemsOf(scope, automation.draft),
    stepNumbers(scope, id),
    tallies(scope, [id]),
    emailsOf(scope, id),
    choicesOf(scope),
    senderName(scope),
  ]);
  const tally = numbers.get(id) ?? NOBODY;
  const here = new Set(allSteps(automation.draft.steps).map((step) => step.id));
  const elsewhere = [...steps].reduce((sum, [nodeId, people]) => (here.has(nodeId) ? sum : sum + people.here), 0);
  return {
    automation,
    problems,
    choices,
    tally,
    emails,
    crowd: await crowdUnderWay(scope, id, tally.inProgress),
    people: Object.fromEntries(steps),
    held: automation.status === "paused" ? await heldBy(scope, id) : null,
    elsewhere,
    hasChanges: hasUnpublishedChanges(automation),
    mayEdit: may(scope.actor, "automations:write"),
    sender,
  };
}

/** The templates, segments, traits and events that a project has. */
export async function choicesOf(scope: Scope): Promise<BuilderChoices> {
  requireGrant(scope, "automations:read");
  const { db, projectId } = scope;
  const [catalogue, actions, ofTemplates, ofSegments] = await Promise.all([
    ruleCatalogue(scope),
    actionChoices(scope),
    db
      .select({ id: templates.id, name: templates.name })
      .from(templates)
      .where(and(eq(templates.projectId, projectId), isNull(templates.deletedAt)))
      .orderBy(asc(templates.name))
      .limit(MOST),
    db
      .select({ id: segments.id, name: segments.name })
      .from(segments)
      .where(eq(segments.projectId, projectId))
      .orderBy(asc(segments.name))
      .limit(MOST),
  ]);
  return { ...catalogue, actions, templates: ofTemplates, segments: ofSegments };
}

/** Every step of a flow in one line, by its id. */
export function stepSentences(flow: Flow, { templates, tags }: Pick<BuilderChoices, "templates" | "tags">): Map<string, string> {
  const byId = (known: { id: string; name: string }[]) => new Map(known.map(({ id, name }) => [id, name]));
  const names = { templates: byId(templates), tags: byId(tags) };
  return new Map(allSteps(flow.steps).map((step) => [step.id, kindOf(step).sentence(step, names)]));
}
