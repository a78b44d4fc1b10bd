import type { Metadata } from "next";
import { EventFacts } from "@/components/events/event-facts";
import { PageHeader } from "@/components/ui/page-header";
import { eventPage } from "@/lib/events/page";
import { loadOnce } from "@/lib/web/page";

type Props = PageProps<"/[project]/events/[eventId]">;

const eventOnce = loadOnce(eventPage);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, eventId } = await params;
  return { title: (await eventOnce(project, eventId)).event.name };
}

export default async function EventPage({ params }: Props) {
  const { project, eventId } = await params;
  const facts = await eventOnce(project, eventId);

  return (
    <>
      <PageHeader title={facts.event.name} />
      <EventFacts {...facts} project={project} />
    </>
  );
}
