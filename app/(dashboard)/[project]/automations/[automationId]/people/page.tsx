import type { Metadata } from "next";
import { AutomationHead } from "@/components/automations/automation-head";
import { NobodyInIt } from "@/components/automations/nobody-in-it";
import { RunFilter } from "@/components/automations/run-filter";
import { RunTable } from "@/components/automations/run-table";
import { Pagination } from "@/components/ui/pagination";
import { openPeople } from "@/lib/automations/people";
import { PeopleQuery } from "@/lib/automations/schema";
import { loadOnce } from "@/lib/web/page";
import { steeringIn } from "../../commands";

type Props = PageProps<"/[project]/automations/[automationId]/people">;

const peopleOnce = loadOnce(openPeople);

async function read({ params, searchParams }: Props) {
  const { project, automationId: id } = await params;
  const { step, what, status, cursor } = PeopleQuery.parse(await searchParams);
  const shown = await peopleOnce(project, id, { nodeId: step, what, status, cursor, limit: 50 });
  return { ...shown, project, id, step, what, status, cursor };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `People in “${(await read(props)).automation.name}”` };
}

export default async function PeoplePage(props: Props) {
  const { project, id, automation, runs, moves, isHeld, mayEdit, now, step, what, status, ...list } = await read(props);
  const [path, isLive] = [`/${project}/automations/${id}`, automation.liveVersion !== null];
  const steer = mayEdit ? { id, steps: moves, ...steeringIn(project) } : null;
  return (
    <>
      <AutomationHead path={path} automation={automation} current="people" />
      <RunFilter path={`${path}/people`} steps={list.steps} {...{ step, what, status }} />
      {runs.length > 0 && <RunTable path={`${path}/people`} {...{ runs, now, isHeld, steer }} />}
      {runs.length === 0 && <NobodyInIt path={`${path}/people`} isNarrowed={Boolean(step || status)} isLive={isLive} />}
      <Pagination path={`${path}/people`} query={{ step, what, status, cursor: list.cursor }} nextCursor={list.nextCursor} />
    </>
  );
}
