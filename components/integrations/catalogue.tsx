import { Link } from "@/components/ui/link";
import { type ReactNode, useId } from "react";
import { IntegrationState } from "@/components/integrations/integration-state";
import { Mark } from "@/components/integrations/mark";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { CATEGORY_WORDS, type ShownCatalogue, type ShownIntegration } from "@/lib/integrations/schema";

const WEBHOOKS = {
  name: "Webhooks",
  mark: "M13 3H5v18h14V9M13 9h7M17 6l3 3-3 3",
  summary: "Notifies your servers of customers, events, segments and messages as they happen. Signed, and retried until it succeeds.",
};

/** All that can be connected, by what it is for. */
export function Catalogue({
  catalogue: { sources, integrations, webhooks, mayConnect, now },
  path,
}: {
  catalogue: ShownCatalogue;
  path: string;
}) {
  const rows = (category: ShownIntegration["category"]) =>
    integrations
      .filter((each) => each.category === category)
      .map(({ kind, status, ...said }) => (
        <Entry key={kind} href={`${path}/${kind}`} {...said}>
          {status === null && mayConnect ? <ToConnect says="Not connected">Connect</ToConnect> : <IntegrationState status={status} />}
        </Entry>
      ));
  return (
    <div className="flex flex-col gap-8">
      <Group title={CATEGORY_WORDS.source}>
        {sources.map(({ kind, lastSeenAt, ...said }) => (
          <Entry key={kind} href={`${path}/${kind}`} {...said}>
            {lastSeenAt ? (
              <span className="flex flex-wrap items-center gap-x-2">
                <Status tone="good">Receiving</Status>
                <span className="text-soft text-xs">
                  <Time at={lastSeenAt} now={now} />
                </span>
              </span>
            ) : (
              <ToConnect says="Nothing lately">Set up</ToConnect>
            )}
          </Entry>
        ))}
      </Group>
      <Group title={CATEGORY_WORDS.sender}>{rows("sender")}</Group>
      <Group title={CATEGORY_WORDS.action}>
        {rows("action")}
        <Entry href={`${path}/webhooks`} {...WEBHOOKS}>
          {webhooks.length === 0 && mayConnect ? <ToConnect says="None yet">Add</ToConnect> : <WebhooksState states={webhooks} />}
        </Entry>
      </Group>
    </div>
  );
}

/** The row is the link; this says where it leads. */
const ToConnect = ({ says, children }: { says: string; children: string }) => (
  <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
    <Status tone="draft">{says}</Status>
    <span aria-hidden className={cn(buttonLook({ size: "small" }), "pointer-events-none")}>
      {children}
    </span>
  </span>
);

function WebhooksState({ states }: { states: ShownCatalogue["webhooks"] }) {
  const bad = states.filter((state) => state === "disabled" || state === "failing").length;
  const on = states.filter((state) => state === "on").length;
  if (bad > 0) return <Status tone="bad">{`${bad} failing`}</Status>;
  return on > 0 ? <Status tone="good">{`${on} on`}</Status> : <Status tone="draft">{states.length > 0 ? "All off" : "None yet"}</Status>;
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-base">
        {title}
      </h2>
      <ul className="mt-2 divide-y divide-line border-line border-y">{children}</ul>
    </section>
  );
}

type EntryProps = { href: string; name: string; summary: string; mark: string; children: ReactNode };

const Entry = ({ href, name, summary, mark, children }: EntryProps) => (
  <li className="relative grid grid-cols-[20px_minmax(0,1fr)] items-start gap-x-3 gap-y-1 py-3 hover:bg-sunk sm:grid-cols-[20px_minmax(0,1fr)_14rem]">
    <Mark path={mark} />
    <div className="min-w-0">
      <Link
        href={href}
        className="voice-label outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
      >
        {name}
      </Link>
      <p className="max-w-prose text-soft">{summary}</p>
    </div>
    <div className="col-start-2 text-sm sm:col-start-3">{children}</div>
  </li>
);
