import { Link } from "@/components/ui/link";
import { MessageStatus } from "@/components/messages/message-status";
import { Time } from "@/components/ui/time";
import type { ListedMessage } from "@/lib/messages/schema";

type Props = { message: ListedMessage & { warnings: string[] }; project: string; now: Date };

/** What became of a message, to whom it was, and what was missing when it was written. */
export const MessageFacts = ({ message: { state, reason, customer, to, at, warnings }, project, now }: Props) => (
  <div className="mb-6 grid gap-2 text-sm">
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <MessageStatus state={state} />
      {reason && <span className="text-soft">{reason}</span>}
    </p>
    <p className="text-soft">
      To {customer ? <Link href={`/${project}/customers/${customer}`}>{to ?? "a customer without an address"}</Link> : (to ?? "nobody")},{" "}
      <Time at={at} now={now} />
    </p>
    {warnings.length > 0 && (
      <p role="note" className="text-warn">
        No value for this person, and no fallback: {warnings.join(", ")}
      </p>
    )}
  </div>
);
