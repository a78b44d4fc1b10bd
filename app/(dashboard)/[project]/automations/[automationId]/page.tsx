import type { Metadata } from "next";
import { AutomationActions } from "@/components/automations/automation-actions";
import { AutomationHead } from "@/components/automations/automation-head";
import { AutomationStanding } from "@/components/automations/automation-standing";
import { Builder } from "@/components/automations/builder";
import { openBuilder } from "@/lib/automations/builder";
import { loadOnce } from "@/lib/web/page";
import { goLiveAction, saveDraftAction, whyAction } from "../actions";
import { commandsIn } from "../commands";

type Props = PageProps<"/[project]/automations/[automationId]">;

const builderOnce = loadOnce(openBuilder);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, automationId } = await params;
  return { title: (await builderOnce(project, automationId)).automation.name };
}

export default async function AutomationPage({ params }: Props) {
  const { project, automationId: id } = await params;
  const shown = await builderOnce(project, id);
  const { automation, tally, mayEdit } = shown;
  const [path, commands] = [`/${project}/automations/${id}`, commandsIn(project)];
  const actions = mayEdit && <AutomationActions {...{ project, automation, commands }} inProgress={tally.inProgress} held={shown.held} />;
  const asks = mayEdit && automation.pausedBecause === "first_real_email";
  return (
    <>
      <AutomationHead {...{ path, automation, actions }} hasChanges={shown.hasChanges} current="flow" />
      <AutomationStanding {...shown} {...{ path, asks }} allow={commands.resume.bind(null, { id })} />
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
