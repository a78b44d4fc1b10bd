import type { Metadata } from "next";
import { MessageTable } from "@/components/messages/message-table";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { listMessages } from "@/lib/messages/queries";
import { ListMessages } from "@/lib/messages/schema";
import { listedMessage } from "@/lib/messages/shown";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Messages" };

export default async function MessagesPage({ params, searchParams }: PageProps<"/[project]/messages">) {
  const { project } = await params;
  const { q, state, customer, cursor } = ListMessages.catch({ limit: 50 }).parse(await searchParams);
  const { page, now } = await load(project, async (scope) => ({
    page: await listMessages(scope, { q, state, customer, cursor, limit: 50 }),
    now: scope.clock.now(),
  }));
  const path = `/${project}/messages`;

  return (
    <>
      <PageHeader title="Messages">One row per email and recipient: its status, and why.</PageHeader>
      <Search path={path} label="Search by address or subject" q={q} kept={{ state, customer }} />
      {page.items.length > 0 ? (
        <MessageTable messages={page.items.map(listedMessage)} path={path} now={now} />
      ) : (
        <Empty {...(!q && { drawing: "messages" })} title={q ? `No message is to or about “${q}”` : "Nothing was sent yet"}>
          Every email is listed here, and every one that was not sent, with the reason.
        </Empty>
      )}
      <Pagination path={path} query={{ q, state, customer, cursor }} nextCursor={page.nextCursor} />
    </>
  );
}
