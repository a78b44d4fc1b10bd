import type { Metadata } from "next";
import { EventFacts } from "@/components/events/event-facts";
import { PageHeader } from "@/components/ui/page-header";
import { eventPage } from "@/lib/events/page";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Event" };

export default async function EventPage({ params }: PageProps<"/[project]/events/[eventId]">) {
  const { project, eventId } = await params;
  const facts = await load(project, (scope) => eventPage(scope, eventId));

  return (
    <>
      <PageHeader title={facts.event.name} />
      <EventFacts {...facts} project={project} />
    </>
  );
}
