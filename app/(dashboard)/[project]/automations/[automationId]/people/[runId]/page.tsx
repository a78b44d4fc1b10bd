import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { RetryRun } from "@/components/automations/retry-run";
import { RunState } from "@/components/automations/run-state";
import { RunStory } from "@/components/automations/run-story";
import { SteerOne } from "@/components/automations/steer-one";
import { PageHeader } from "@/components/ui/page-header";
import { openRun } from "@/lib/automations/people";
import { load } from "@/lib/web/page";
import { retryRunAction } from "../../../actions";
import { steeringIn } from "../../../commands";

export const metadata: Metadata = { title: "A person in an automation" };

export default async function RunPage({ params }: PageProps<"/[project]/automations/[automationId]/people/[runId]">) {
  const { project, automationId, runId } = await params;
  const { automation, run, visits, place, because, mayEdit, moves, now } = await load(project, (scope) =>
    openRun(scope, automationId, runId),
  );
  const path = `/${project}/automations/${automationId}`;
  const retry = mayEdit && run.status === "failed" && <RetryRun retry={retryRunAction.bind(null, project, { runId })} />;
  const end = run.endedAt && { at: run.endedAt, said: run.endedBecause ?? "Reached the end" };
  return (
    <>
      <PageHeader title={run.email ?? run.customerId} actions={retry}>
        In{" "}
        <Link href={path} className="underline">
          {automation.name}
        </Link>
        , version {run.version}.{" "}
        <Link href={`/${project}/customers/${run.customerId}`} className="underline">
          See the customer
        </Link>
      </PageHeader>
      {mayEdit && moves.length > 0 && <SteerOne steer={{ id: automationId, steps: moves, ...steeringIn(project) }} runId={runId} />}
      <RunState {...{ run, place, now }} isHeld={automation.status === "paused"} />
      <RunStory {...{ project, visits, end, now }} began={{ at: run.enteredAt, because }} />
    </>
  );
}
