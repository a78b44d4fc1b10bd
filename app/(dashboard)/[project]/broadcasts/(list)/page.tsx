import type { Metadata } from "next";
import { STATUS_WORDS } from "@/components/broadcasts/broadcast-status";
import { BroadcastTable } from "@/components/broadcasts/broadcast-table";
import { NewBroadcast } from "@/components/broadcasts/new-broadcast";
import { NoBroadcasts } from "@/components/broadcasts/no-broadcasts";
import { ListFilter } from "@/components/ui/list-filter";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { broadcastsPage } from "@/lib/broadcasts/page";
import { ListBroadcasts } from "@/lib/broadcasts/schema";
import { load } from "@/lib/web/page";
import { createBroadcastAction } from "../actions";

export const metadata: Metadata = { title: "Broadcasts" };

const Asked = ListBroadcasts.extend({ status: ListBroadcasts.shape.status.catch(undefined) }).catch({ limit: 50 });

export default async function BroadcastsPage({ params, searchParams }: PageProps<"/[project]/broadcasts">) {
  const { project } = await params;
  const asked = Asked.parse(await searchParams);
  const { rows, nextCursor, mayEdit, now } = await load(project, (scope) => broadcastsPage(scope, asked));
  const { q, status, cursor } = asked;
  const listed = rows.length > 0 || Boolean(q || status);
  const path = `/${project}/broadcasts`;
  const add = <NewBroadcast path={path} mayEdit={mayEdit} create={createBroadcastAction.bind(null, project)} />;
  return (
    <>
      <PageHeader title="Broadcasts" actions={listed && add}>
        One email to many people at once, now or scheduled.
      </PageHeader>
      {listed && <ListFilter {...{ path, q, status }} label="Search by name" name="status" words={STATUS_WORDS} />}
      {rows.length > 0 && <BroadcastTable rows={rows} path={path} now={now} />}
      {rows.length === 0 && <NoBroadcasts {...{ q, status, path }} action={add} />}
      <Pagination path={path} query={{ q, status, cursor }} nextCursor={nextCursor} />
    </>
  );
}
