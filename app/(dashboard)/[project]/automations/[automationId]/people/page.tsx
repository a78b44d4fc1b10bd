import type { Metadata } from "next";
import { AutomationHead } from "@/components/automations/automation-head";
import { NobodyInIt } from "@/components/automations/nobody-in-it";
import { RunFilter } from "@/components/automations/run-filter";
import { RunTable } from "@/components/automations/run-table";
import { Pagination } from "@/components/ui/pagination";
import { openPeople } from "@/lib/automations/people";
import { PeopleQuery } from "@/lib/automations/schema";
import { load } from "@/lib/web/page";
import { steeringIn } from "../../commands";

export const metadata: Metadata = { title: "People in an automation" };

export default async function PeoplePage({ params, searchParams }: PageProps<"/[project]/automations/[automationId]/people">) {
  const { project, automationId: id } = await params;
  const { step, what, status, cursor } = PeopleQuery.parse(await searchParams);
  const asked = { nodeId: step, what, status, cursor, limit: 50 };
  const { automation, runs, nextCursor, steps, moves, isHeld, mayEdit, now } = await load(project, (scope) => openPeople(scope, id, asked));
  const path = `/${project}/automations/${id}`;
  const steer = mayEdit ? { id, steps: moves, ...steeringIn(project) } : null;
  return (
    <>
      <AutomationHead path={path} automation={automation} current="people" />
      <RunFilter path={`${path}/people`} {...{ steps, step, what, status }} />
      {runs.length > 0 ? (
        <RunTable path={`${path}/people`} {...{ runs, now, isHeld, steer }} />
      ) : (
        <NobodyInIt path={`${path}/people`} isNarrowed={Boolean(step || status)} isLive={automation.liveVersion !== null} />
      )}
      <Pagination path={`${path}/people`} query={{ step, what, status, cursor }} nextCursor={nextCursor} />
    </>
  );
}
