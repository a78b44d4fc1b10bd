import type { Metadata } from "next";
import { MessageTable } from "@/components/messages/message-table";
import { NoMessages } from "@/components/messages/no-messages";
import { ListFilter } from "@/components/ui/list-filter";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listMessages } from "@/lib/messages/queries";
import { ListMessages, STATE_WORDS } from "@/lib/messages/schema";
import { listedMessage } from "@/lib/messages/shown";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Messages" };

const Asked = ListMessages.extend({ state: ListMessages.shape.state.catch(undefined) }).catch({ limit: 50 });

export default async function MessagesPage({ params, searchParams }: PageProps<"/[project]/messages">) {
  const { project } = await params;
  const { q, state, customer, cursor } = Asked.parse(await searchParams);
  const { page, now } = await load(project, async (scope) => ({
    page: await listMessages(scope, { q, state, customer, cursor, limit: 50 }),
    now: scope.clock.now(),
  }));
  const [path, kept] = [`/${project}/messages`, { customer }];

  return (
    <>
      <PageHeader title="Messages">One row per email and recipient: its status, and why.</PageHeader>
      {(q || state || page.items.length > 0) && (
        <ListFilter {...{ path, q, status: state, words: STATE_WORDS, kept }} label="Search by address or subject" name="state" />
      )}
      {page.items.length > 0 ? (
        <MessageTable messages={page.items.map(listedMessage)} path={path} now={now} />
      ) : (
        <NoMessages {...{ path, q }} filtered={Boolean(state || customer)} />
      )}
      <Pagination path={path} query={{ q, state, customer, cursor }} nextCursor={page.nextCursor} />
    </>
  );
}
