import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Copy } from "@/components/ui/copy";
import { Status, type StatusTone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { calledName, type ShownProfile, type Subscription } from "@/lib/customers/schema";

const SUBSCRIPTIONS: Record<Subscription, [StatusTone, string]> = {
  subscribed: ["good", "Subscribed"],
  left_broadcasts: ["paused", "Unsubscribed from broadcasts"],
  unsubscribed: ["paused", "Unsubscribed"],
  suppressed: ["bad", "Suppressed"],
  no_email: ["draft", "No email address"],
};

/** Our words for why an address is suppressed. Any other reason is somebody's own word. */
const BECAUSE: Readonly<Record<string, string>> = {
  bounced: "The address bounced",
  complained: "They marked an email as spam",
  suppressed_by_provider: "The email provider blocks this address",
  erased: "Somebody with this address was erased",
};

const NUMBER = new Intl.NumberFormat("en");

type Props = Pick<ShownProfile, "customer" | "sessions" | "subscription" | "suppression" | "now"> & { actions: ReactNode };

export function ProfileHead({ customer, sessions, subscription, suppression, now, actions }: Props) {
  const [tone, word] = SUBSCRIPTIONS[subscription];
  const { id, email, userId, firstSeenAt, lastSeenAt } = customer;
  const called = calledName(customer);
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-4">
      <div className="flex min-w-0 items-start gap-4">
        <Avatar name={called} size="large" />
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 tabIndex={-1} data-route-heading className="break-all text-lg">
              {called}
            </h1>
            <Status tone={tone}>{word}</Status>
            {suppression && (
              <span className="text-soft text-xs">
                {BECAUSE[suppression.reason] ?? suppression.reason}, <Time at={suppression.since} now={now} />
              </span>
            )}
          </div>
          <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-soft">
            {email && (
              <span className="inline-flex min-w-0 items-center">
                <a href={`mailto:${email}`} className="truncate underline decoration-line underline-offset-2 hover:decoration-ink">
                  {email === called ? "Write to them" : email}
                </a>
                <Copy text={email} label="Copy the email address" />
              </span>
            )}
            {userId && <Copy shown text={userId} label="Copy the user id" />}
            <Copy shown text={id} label="Copy the customer id" />
          </div>
          <p className="mt-1 text-soft text-xs">
            First seen <Time at={firstSeenAt} now={now} />
            {lastSeenAt === null && ", not heard of since"}
            {lastSeenAt && lastSeenAt > firstSeenAt && (
              <>
                , last seen <Time at={lastSeenAt} now={now} />
              </>
            )}
            {sessions.count > 0 && `, ${NUMBER.format(sessions.count)} ${sessions.count === 1 ? "session" : "sessions"}`}
          </p>
        </div>
      </div>
      <div className="flex gap-2">{actions}</div>
    </header>
  );
}
