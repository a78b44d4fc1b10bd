import type { Metadata } from "next";
import { EventNames } from "@/components/events/event-names";
import { EventTabs } from "@/components/events/event-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { CustomersQuery as ListQuery } from "@/lib/customers/schema";
import { listEventNames } from "@/lib/events/queries";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Event names" };

export default async function EventNamesPage({ params, searchParams }: PageProps<"/[project]/events/names">) {
  const { project } = await params;
  const query = ListQuery.parse(await searchParams);
  const { page, now } = await load(project, async (scope) => ({
    page: await listEventNames(scope, { ...query, limit: 50 }),
    now: scope.clock.now(),
  }));
  const path = `/${project}/events/names`;

  return (
    <>
      <PageHeader title="Events">Every name that an event ever came under.</PageHeader>
      <EventTabs project={project} current="names" />
      <Search path={path} label="Search by name" q={query.q} />
      <EventNames names={page.items} q={query.q} now={now} />
      <Pagination path={path} query={query} nextCursor={page.nextCursor} />
    </>
  );
}
