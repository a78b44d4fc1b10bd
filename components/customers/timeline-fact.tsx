import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { TagChip } from "@/components/tags/tag-chip";
import { IDENTITY_WORDS } from "@/components/customers/identity-words";
import { type Undo, UndoMerge } from "@/components/customers/undo-merge";
import { money } from "@/components/ui/money";
import { Properties } from "@/components/ui/properties";
import { Time } from "@/components/ui/time";
import { TimelineItem } from "@/components/ui/timeline";
import type { TimelineEntry } from "@/lib/customers/schema";
import { MESSAGE_EVENTS, RESERVED_NAMES } from "@/lib/events/schema";
import { reasonInWords, STATE_WORDS } from "@/lib/messages/schema";

/** What nobody did, though it is an event of theirs. */
const BY_MACHINES = new Set<string>([MESSAGE_EVENTS.opened_by_machine, MESSAGE_EVENTS.clicked_by_machine]);

/** How somebody left. What came with a merge was said by the other of the two. */
const UNSUBSCRIBED_BY: Partial<Record<string, string>> = {
  one_click: "With the button of their mail program",
  page: "On the unsubscribe page",
  merge: "As somebody they were merged with",
};

type Props = { fact: TimelineEntry; project: string; now: Date; undoMerge: Undo | null };

/** One fact, told in a sentence. What the person did themselves is filled. */
export function TimelineFact({ fact, project, now, undoMerge }: Props) {
  const at = <Time at={fact.at} now={now} />;
  switch (fact.kind) {
    case "event":
    case "page":
      return (
        <TimelineItem
          mark={BY_MACHINES.has(fact.name) ? "fact" : "deed"}
          at={at}
          title={<To href={`/${project}/events/${fact.id}`}>{titleOf(fact)}</To>}
        >
          {Object.keys(fact.properties).length > 0 && <Properties value={fact.properties} label={`Properties of ${fact.name}`} />}
        </TimelineItem>
      );
    case "segment":
      return (
        <TimelineItem
          at={at}
          title={
            <>
              {fact.entered ? "Entered " : "Left "}
              <To href={`/${project}/segments/${fact.segmentId}`}>{fact.name}</To>
            </>
          }
        />
      );
    case "tag":
      return (
        <TimelineItem
          at={at}
          title={
            <span className="inline-flex max-w-full items-center gap-1.5">
              {fact.added ? "Got the tag" : "Lost the tag"}
              <TagChip tag={fact} />
            </span>
          }
        />
      );
    case "message":
      return (
        <TimelineItem at={at} title={<To href={`/${project}/messages/${fact.id}`}>{fact.subject ?? fact.template ?? "Email"}</To>}>
          <p className="text-soft text-xs">
            {STATE_WORDS[fact.state]}
            {fact.reason && `. ${reasonInWords(fact.reason)}`}
          </p>
        </TimelineItem>
      );
    case "unsubscribe":
      return (
        <TimelineItem mark="deed" at={at} title={`Unsubscribed from ${fact.fromAll ? "all emails" : "broadcasts"}`}>
          <p className="text-soft text-xs">
            {UNSUBSCRIBED_BY[fact.source]}
            {fact.messageId && (
              <>
                {", from "}
                <To href={`/${project}/messages/${fact.messageId}`}>this email</To>
              </>
            )}
          </p>
        </TimelineItem>
      );
    case "automation":
      return (
        <TimelineItem
          at={at}
          title={
            <>
              <To href={`/${project}/automations/${fact.automationId}/people/${fact.runId}`}>{fact.name}</To>
              <span className="text-soft">{` ${fact.outcome}`}</span>
            </>
          }
        />
      );
    case "merge": {
      const joined = `${IDENTITY_WORDS[fact.joinedKind]} “${fact.joinedValue}”`;
      return (
        <TimelineItem at={at} title={`Merged with ${joined}`}>
          {fact.undoneAt ? (
            <p className="text-soft text-xs">
              Undone <Time at={fact.undoneAt} now={now} />
            </p>
          ) : (
            undoMerge && <UndoMerge merge={fact.id} joined={joined} undo={undoMerge} />
          )}
        </TimelineItem>
      );
    }
  }
}

const To = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="underline decoration-line underline-offset-2 hover:decoration-ink">
    {children}
  </Link>
);

function titleOf({ kind, name, properties }: Extract<TimelineEntry, { kind: "event" | "page" }>): string {
  if (kind !== "page") return (name === RESERVED_NAMES.charge && sumOf(properties)) || name;
  const { title, name: page, path, url } = properties;
  const shown = [title, page, path, url].find((value) => typeof value === "string" && value !== "");
  return typeof shown === "string" ? `Viewed ${shown}` : name;
}

/** Charges are told with what was paid. An event of that name which somebody else made up is told by its name. */
function sumOf({ amount, currency }: Record<string, unknown>): string | null {
  if (typeof amount !== "number" || typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) return null;
  return amount < 0 ? `Refunded ${money(-amount, currency)}` : `Charged ${money(amount, currency)}`;
}
