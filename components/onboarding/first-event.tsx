import { ButtonLink } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import type { FirstEvent as Event } from "@/lib/projects/schema";

type Props = { project: string; event: Event; cameNow: boolean; seesMailbox: boolean };

/** The event that came, who it was about, and where to look next. */
export const FirstEvent = ({ project, event, cameNow, seesMailbox }: Props) => (
  <div className="rounded-thing border border-line bg-panel p-4">
    <Status tone="good">{cameNow ? "Your event is here" : "The newest event"}</Status>
    <p className="mt-2">
      <strong className="voice-title">{event.name}</strong> by {event.customer}
    </p>
    <pre className="mt-2 overflow-x-auto font-mono text-soft text-xs leading-5">{JSON.stringify(event.properties, null, 2)}</pre>
    <div className="mt-4 flex flex-wrap gap-2">
      <ButtonLink href={`/${project}/customers/${event.customerId}`} variant="primary">
        See the customer
      </ButtonLink>
      <ButtonLink href={`/${project}/events`}>Watch events live</ButtonLink>
      {seesMailbox && <ButtonLink href={`/mailbox?project=${project}`}>Open the mailbox</ButtonLink>}
    </div>
  </div>
);
