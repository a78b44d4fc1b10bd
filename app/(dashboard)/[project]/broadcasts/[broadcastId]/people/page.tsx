import type { Metadata } from "next";
import { BroadcastHead } from "@/components/broadcasts/broadcast-head";
import { NobodyInIt } from "@/components/broadcasts/nobody-in-it";
import { PeopleFilter } from "@/components/broadcasts/people-filter";
import { PeopleTable } from "@/components/broadcasts/people-table";
import { Pagination } from "@/components/ui/pagination";
import { broadcastPeoplePage } from "@/lib/broadcasts/page";
import { ListPeople } from "@/lib/broadcasts/schema";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "People of a broadcast" };

export default async function BroadcastPeoplePage({ params, searchParams }: PageProps<"/[project]/broadcasts/[broadcastId]/people">) {
  const { project, broadcastId: id } = await params;
  const { outcome, cursor, limit, ...said } = ListPeople.catch({ limit: 50 }).parse(await searchParams);
  const reason = outcome === "skipped" ? said.reason : undefined;
  const { broadcast, people, now } = await load(project, (scope) => broadcastPeoplePage(scope, id, { outcome, reason, cursor, limit }));
  const path = `/${project}/broadcasts/${id}`;
  const stands = broadcast.status === "cancelled" ? "cancelled" : broadcast.startedAt ? "begun" : "before";
  return (
    <>
      <BroadcastHead {...{ path, broadcast, now }} current="people" />
      <PeopleFilter path={`${path}/people`} {...{ outcome, reason, begun: stands !== "before" }} />
      {people.items.length > 0 ? (
        <PeopleTable people={people.items} {...{ project, stands }} />
      ) : (
        <NobodyInIt path={`${path}/people`} {...{ outcome, stands }} />
      )}
      <Pagination path={`${path}/people`} query={{ outcome, reason, cursor }} nextCursor={people.nextCursor} />
    </>
  );
}
