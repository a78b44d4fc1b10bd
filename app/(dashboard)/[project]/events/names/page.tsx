import type { Metadata } from "next";
import { EventNames } from "@/components/events/event-names";
import { EventTabs } from "@/components/events/event-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { eventTypesPage } from "@/lib/events/catalogue/page";
import { ListEventTypes } from "@/lib/events/catalogue/schema";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Event names" };

export default async function EventNamesPage({ params, searchParams }: PageProps<"/[project]/events/names">) {
  const { project } = await params;
  const { q, cursor } = ListEventTypes.catch({ limit: 50 }).parse(await searchParams);
  const { types, nextCursor, now } = await load(project, (scope) => eventTypesPage(scope, { q, cursor }));
  const path = `/${project}/events/names`;

  return (
    <>
      <PageHeader title="Events">Every event name received so far.</PageHeader>
      <EventTabs project={project} current="names" />
      <Search path={path} label="Search by name" q={q} />
      <EventNames types={types} q={q} path={path} now={now} />
      <Pagination path={path} query={{ q, cursor }} nextCursor={nextCursor} />
    </>
  );
}
