import type { ReactNode } from "react";
import { MessageStatus } from "@/components/messages/message-status";
import { Fact, Facts } from "@/components/ui/facts";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { ToldMessage } from "@/lib/messages/schema";

type Props = { message: ToldMessage; project: string; now: Date };

/** To whom a message was, where it came from, what became of it, and what was missing when it was written. */
export function MessageFacts({ message, project, now }: Props) {
  const { state, reason, customer, to, at, sentAt, template, warnings } = message;
  const address = to ?? (customer ? "a customer without an address" : "nobody");
  return (
    <div className="mb-6 max-w-3xl">
      <Facts>
        <Fact name="Result">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <MessageStatus state={state} />
            {reason && <span className="text-soft">{reason}</span>}
          </span>
        </Fact>
        <Fact name="To">{customer ? <To href={`/${project}/customers/${customer}`}>{address}</To> : address}</Fact>
        <Fact name="Sent by">
          <Source message={message} project={project} />
        </Fact>
        {template && (
          <Fact name="Template">
            <To href={`/${project}/templates/${template.id}`}>{template.name}</To>
            {template.version !== null && (
              <>
                {", "}
                <To href={`/${project}/templates/${template.id}/versions?version=${template.version}`}>{`version ${template.version}`}</To>
              </>
            )}
          </Fact>
        )}
        <Fact name={sentAt ? "Went out" : "When"}>
          <Time at={sentAt ?? at} now={now} />
        </Fact>
        <Answered
          name="Opened"
          {...{ message, now }}
          people={message.opens}
          first={message.firstOpenedAt}
          machines={message.machineOpens}
        />
        <Answered
          name="Clicked"
          {...{ message, now }}
          people={message.clicks}
          first={message.firstClickedAt}
          machines={message.machineClicks}
        />
      </Facts>
      {warnings.length > 0 && (
        <p role="note" className="mt-3 text-warn">
          No value for this person, and no fallback: {warnings.join(", ")}
        </p>
      )}
    </div>
  );
}

function Source({ message: { source, sourceId, sentBy }, project }: Pick<Props, "message" | "project">) {
  if (source === "test") return "A test";
  if (source === "api") return "The API";
  if (sentBy === null) return `A deleted ${source}`;
  return (
    <>
      <To href={`/${project}/${source}s/${sourceId}`}>{sentBy}</To>
      <span className="text-soft">{` ${source}`}</span>
    </>
  );
}

type AnsweredProps = { name: string; message: ToldMessage; people: number; first: Date | null; machines: number; now: Date };

/**
 * What people did, and what machines did in their place, such as scanners and proxies of mailboxes. Where neither did, it says so of what
 * went out; nothing where that cannot be known, because its recipient was erased.
 */
function Answered({ name, message: { sentAt, isTracked }, people, first, machines, now }: AnsweredProps) {
  if (people + machines === 0)
    return (
      sentAt &&
      isTracked !== null && (
        <Fact name={name}>
          <span className="text-soft">{isTracked ? "Not yet" : "Not tracked"}</span>
        </Fact>
      )
    );
  return (
    <Fact name={name}>
      {people > 0 && times(people)}
      {first && (
        <>
          {people > 1 ? ", first " : ", "}
          <Time at={first} now={now} />
        </>
      )}
      {machines > 0 && (
        <span className="text-soft">
          {people > 0 ? `, and by machines ${times(machines).toLowerCase()}` : `By machines only, ${times(machines).toLowerCase()}`}
        </span>
      )}
    </Fact>
  );
}

const times = (n: number) => (n === 1 ? "Once" : `${n.toLocaleString("en")} times`);

const To = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="underline decoration-line underline-offset-2 hover:decoration-ink">
    {children}
  </Link>
);
