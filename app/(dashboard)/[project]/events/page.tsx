import type { Metadata } from "next";
import { EventTabs } from "@/components/events/event-tabs";
import { LiveEvents } from "@/components/events/live-events";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { LiveQuery, livePage } from "@/lib/live/page";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ params, searchParams }: PageProps<"/[project]/events">) {
  const { project } = await params;
  const { outcome, cursor } = LiveQuery.parse(await searchParams);
  const { rows, nextCursor, since, timeZone } = await load(project, (scope) => livePage(scope, { outcome, cursor }));

  return (
    <>
      <PageHeader title="Events">What arrives, as it arrives: events, page visits, and rejected calls, with the reason.</PageHeader>
      <EventTabs project={project} current="live" />
      <LiveEvents {...{ project, outcome, since, timeZone }} first={rows} isLive={cursor === undefined} />
      <Pagination path={`/${project}/events`} query={{ outcome, cursor }} nextCursor={nextCursor} />
    </>
  );
}
