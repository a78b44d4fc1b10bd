import type { Metadata } from "next";
import { Asking } from "@/components/automations/asking";
import { AutomationActions } from "@/components/automations/automation-actions";
import { AutomationFigures } from "@/components/automations/automation-figures";
import { AutomationHead } from "@/components/automations/automation-head";
import { Builder } from "@/components/automations/builder";
import { openBuilder } from "@/lib/automations/builder";
import { load } from "@/lib/web/page";
import { goLiveAction, saveDraftAction, whyAction } from "../actions";
import { commandsIn } from "../commands";

export const metadata: Metadata = { title: "Automation" };

export default async function AutomationPage({ params }: PageProps<"/[project]/automations/[automationId]">) {
  const { project, automationId: id } = await params;
  const shown = await load(project, (scope) => openBuilder(scope, id));
  const { automation, tally, mayEdit } = shown;
  const path = `/${project}/automations/${id}`;
  const commands = commandsIn(project);
  const actions = mayEdit && <AutomationActions {...{ project, automation, commands }} inProgress={tally.inProgress} held={shown.held} />;
  const asks = mayEdit && automation.pausedBecause === "first_real_email";
  return (
    <>
      <AutomationHead {...{ path, automation, actions }} hasChanges={shown.hasChanges} current="flow" />
      {asks && (
        <Asking name={automation.name} sender={shown.sender} waiting={tally.inProgress} allow={commands.resume.bind(null, { id })} />
      )}
      {automation.liveVersion !== null && <AutomationFigures {...{ path, tally }} emails={shown.emails} elsewhere={shown.elsewhere} />}
      <Builder
        key={`${id}/${automation.liveVersion}/${automation.status}`}
        {...{ project, ...shown }}
        save={saveDraftAction.bind(null, project)}
        publish={goLiveAction.bind(null, project)}
        why={whyAction.bind(null, project)}
      />
    </>
  );
}
