import type { Metadata } from "next";
import { EventTabs } from "@/components/events/event-tabs";
import { LiveEvents } from "@/components/events/live-events";
import { PageHeader } from "@/components/ui/page-header";
import { livePage } from "@/lib/live/page";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ params }: PageProps<"/[project]/events">) {
  const { project } = await params;
  const { rows, since, timeZone } = await load(project, livePage);

  return (
    <>
      <PageHeader title="Events">What arrives, as it arrives: events, page visits, and rejected calls, with the reason.</PageHeader>
      <EventTabs project={project} current="live" />
      <LiveEvents project={project} first={rows} since={since} timeZone={timeZone} />
    </>
  );
}
