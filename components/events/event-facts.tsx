import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { sourceInWords } from "@/components/events/source-words";
import { Copy } from "@/components/ui/copy";
import { Fact, Facts } from "@/components/ui/facts";
import { Json } from "@/components/ui/json";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { ShownEvent } from "@/lib/events/schema";

type Props = {
  event: ShownEvent;
  customer: { id: string; name: string };
  started: readonly { runId: string; automationId: string; name: string }[];
  project: string;
  now: Date;
};

/** An event as it came, whom it was counted for, and what it began. */
export function EventFacts({ event, customer, started, project, now }: Props) {
  const { occurred_at, received_at, properties, context } = event;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Facts>
        <Fact name="Result">
          <Status tone="good">Recorded</Status>
        </Fact>
        <Fact name="Customer">
          <To href={`/${project}/customers/${customer.id}`}>{customer.name}</To>
        </Fact>
        <Fact name="Happened">
          <Time at={occurred_at} now={now} />
        </Fact>
        <Fact name="Received">
          <Time at={received_at} now={now} />
          {` through ${sourceInWords(event.source)}`}
        </Fact>
        <Fact name="Identified by">{[event.user_id, event.anonymous_id, event.email].filter(Boolean).join(", ")}</Fact>
        <Fact name="Started">
          {started.length === 0 && "No automation"}
          {started.map(({ runId, automationId, name }) => (
            <span key={runId} className="mr-3">
              <To href={`/${project}/automations/${automationId}/people/${runId}`}>{name}</To>
            </span>
          ))}
        </Fact>
        <Fact name="Id">
          <Copy shown text={event.id} label="Copy the event id" />
        </Fact>
      </Facts>
      <Payload title="Properties" value={properties} />
      {context && <Payload title="Context" value={context} />}
    </div>
  );
}

const To = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="underline decoration-line underline-offset-2 hover:decoration-ink">
    {children}
  </Link>
);

const Payload = ({ title, value }: { title: string; value: unknown }) => (
  <section>
    <h2 className="mb-1 text-base">{title}</h2>
    <Json open value={value} label={title} />
  </section>
);
