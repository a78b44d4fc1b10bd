import type { Metadata } from "next";
import { BroadcastTable } from "@/components/broadcasts/broadcast-table";
import { NewBroadcast } from "@/components/broadcasts/new-broadcast";
import { NoBroadcasts } from "@/components/broadcasts/no-broadcasts";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { broadcastsPage } from "@/lib/broadcasts/page";
import { ListBroadcasts } from "@/lib/broadcasts/schema";
import { load } from "@/lib/web/page";
import { createBroadcastAction } from "../actions";

export const metadata: Metadata = { title: "Broadcasts" };

export default async function BroadcastsPage({ params, searchParams }: PageProps<"/[project]/broadcasts">) {
  const { project } = await params;
  const asked = ListBroadcasts.catch({ limit: 50 }).parse(await searchParams);
  const { rows, nextCursor, mayEdit, now } = await load(project, (scope) => broadcastsPage(scope, asked));
  const path = `/${project}/broadcasts`;
  const add = mayEdit && <NewBroadcast path={path} create={createBroadcastAction.bind(null, project)} />;
  return (
    <>
      <PageHeader title="Broadcasts" actions={(rows.length > 0 || asked.q) && add}>
        One email to many people at once, now or scheduled.
      </PageHeader>
      {(rows.length > 0 || asked.q) && <Search path={path} label="Search by name" q={asked.q} />}
      {rows.length > 0 && <BroadcastTable rows={rows} path={path} now={now} />}
      {rows.length === 0 && <NoBroadcasts q={asked.q} path={path} action={add} />}
      <Pagination path={path} query={{ q: asked.q, cursor: asked.cursor }} nextCursor={nextCursor} />
    </>
  );
}
