import type { Metadata } from "next";
import { BroadcastHead } from "@/components/broadcasts/broadcast-head";
import { PeopleFilter } from "@/components/broadcasts/people-filter";
import { PeopleTable } from "@/components/broadcasts/people-table";
import { Empty } from "@/components/ui/empty";
import { Pagination } from "@/components/ui/pagination";
import { broadcastPeoplePage } from "@/lib/broadcasts/page";
import { ListPeople } from "@/lib/broadcasts/schema";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "People of a broadcast" };

export default async function BroadcastPeoplePage({ params, searchParams }: PageProps<"/[project]/broadcasts/[broadcastId]/people">) {
  const { project, broadcastId: id } = await params;
  const asked = ListPeople.catch({ limit: 50 }).parse(await searchParams);
  const { broadcast, people, now } = await load(project, (scope) => broadcastPeoplePage(scope, id, asked));
  const path = `/${project}/broadcasts/${id}`;
  const begun = broadcast.startedAt !== null;
  const { outcome, reason, cursor } = asked;
  return (
    <>
      <BroadcastHead {...{ path, broadcast, now }} current="people" />
      <PeopleFilter path={`${path}/people`} {...{ outcome, begun }} />
      {people.items.length > 0 ? (
        <PeopleTable people={people.items} project={project} begun={begun} />
      ) : (
        <Empty title="Nobody">
          {outcome ? "Nobody in this broadcast matches." : "Choose the audience, and its people are listed here."}
        </Empty>
      )}
      <Pagination path={`${path}/people`} query={{ outcome, reason, cursor }} nextCursor={people.nextCursor} />
    </>
  );
}
