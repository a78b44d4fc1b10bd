import type { Metadata } from "next";
import { BroadcastHead } from "@/components/broadcasts/broadcast-head";
import { NobodyInIt } from "@/components/broadcasts/nobody-in-it";
import { PeopleFilter } from "@/components/broadcasts/people-filter";
import { PeopleTable } from "@/components/broadcasts/people-table";
import { Pagination } from "@/components/ui/pagination";
import { broadcastPeoplePage } from "@/lib/broadcasts/page";
import { ListPeople } from "@/lib/broadcasts/schema";
import { loadOnce } from "@/lib/web/page";

type Props = PageProps<"/[project]/broadcasts/[broadcastId]/people">;

const peopleOnce = loadOnce(broadcastPeoplePage);

async function read({ params, searchParams }: Props) {
  const { project, broadcastId: id } = await params;
  const { outcome, cursor, limit, ...said } = ListPeople.catch({ limit: 50 }).parse(await searchParams);
  const reason = outcome === "skipped" ? said.reason : undefined;
  const shown = await peopleOnce(project, id, { outcome, reason, cursor, limit });
  return { ...shown, project, path: `/${project}/broadcasts/${id}`, outcome, reason, cursor };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `People of “${(await read(props)).broadcast.name}”` };
}

export default async function BroadcastPeoplePage(props: Props) {
  const { broadcast, people, now, project, path, outcome, reason, cursor } = await read(props);
  const stands = broadcast.status === "cancelled" ? "cancelled" : broadcast.startedAt ? "begun" : "before";
  return (
    <>
      <BroadcastHead {...{ path, broadcast, now }} current="people" />
      <PeopleFilter path={`${path}/people`} {...{ outcome, reason, begun: stands !== "before" }} />
      {people.items.length > 0 && <PeopleTable people={people.items} {...{ project, stands }} />}
      {people.items.length === 0 && <NobodyInIt path={`${path}/people`} {...{ outcome, stands }} />}
      <Pagination path={`${path}/people`} query={{ outcome, reason, cursor }} nextCursor={people.nextCursor} />
    </>
  );
}
