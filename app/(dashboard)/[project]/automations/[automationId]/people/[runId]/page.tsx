import type { Metadata } from "next";
import { RetryRun } from "@/components/automations/retry-run";
import { RunHead } from "@/components/automations/run-head";
import { RunState } from "@/components/automations/run-state";
import { RunStory } from "@/components/automations/run-story";
import { SteerOne } from "@/components/automations/steer-one";
import { openRun } from "@/lib/automations/people";
import { loadOnce } from "@/lib/web/page";
import { retryRunAction } from "../../../actions";
import { steeringIn } from "../../../commands";

type Props = PageProps<"/[project]/automations/[automationId]/people/[runId]">;

const runOnce = loadOnce(openRun);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, automationId, runId } = await params;
  const { automation, run } = await runOnce(project, automationId, runId);
  return { title: `${run.email ?? run.customerId} in “${automation.name}”` };
}

export default async function RunPage({ params }: Props) {
  const { project, automationId, runId } = await params;
  const { automation, run, visits, place, because, mayEdit, moves, now } = await runOnce(project, automationId, runId);
  const retry = mayEdit && run.status === "failed" && <RetryRun retry={retryRunAction.bind(null, project, { runId })} />;
  const end = run.endedAt && { at: run.endedAt, said: run.endedBecause ?? "Reached the end" };
  return (
    <>
      <RunHead {...{ project, automation, run }} actions={retry} />
      {mayEdit && moves.length > 0 && <SteerOne steer={{ id: automationId, steps: moves, ...steeringIn(project) }} runId={runId} />}
      <RunState {...{ run, place, now }} isHeld={automation.status === "paused"} />
      <RunStory {...{ project, visits, end, now }} began={{ at: run.enteredAt, because }} />
    </>
  );
}
