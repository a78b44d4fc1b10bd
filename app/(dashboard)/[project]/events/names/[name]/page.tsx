import type { Metadata } from "next";
import { DeleteEventType } from "@/components/events/delete-event-type";
import { EditEventType } from "@/components/events/edit-event-type";
import { EventType } from "@/components/events/event-type";
import { PageHeader } from "@/components/ui/page-header";
import { Swatch } from "@/components/ui/colour";
import { eventTypePage } from "@/lib/events/catalogue/page";
import { load } from "@/lib/web/page";
import { deleteEventTypeAction, updateEventTypeAction } from "../actions";

type Props = PageProps<"/[project]/events/names/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function EventTypePage({ params }: Props) {
  const { project, name } = await params;
  const { mayEdit, ...shown } = await load(project, (scope) => eventTypePage(scope, decodeURIComponent(name)));
  const { type } = shown;
  const names = `/${project}/events/names`;

  return (
    <>
      <PageHeader
        title={type.name}
        aside={<Swatch colour={type.colour} />}
        actions={
          <>
            <EditEventType type={type} mayEdit={mayEdit} update={updateEventTypeAction.bind(null, project)} />
            <DeleteEventType type={type} mayEdit={mayEdit} path={names} remove={deleteEventTypeAction.bind(null, project)} />
          </>
        }
      >
        {type.description ?? (type.isOurs ? "Built in: CrowdPower records it automatically." : null)}
      </PageHeader>
      <EventType {...shown} project={project} />
    </>
  );
}
