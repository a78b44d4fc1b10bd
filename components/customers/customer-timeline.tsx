import { Fragment } from "react";
import { TimelineFact } from "@/components/customers/timeline-fact";
import type { Undo } from "@/components/customers/undo-merge";
import { Empty } from "@/components/ui/empty";
import { Pagination } from "@/components/ui/pagination";
import { TabLinks } from "@/components/ui/tabs";
import { Timeline, TimelineKey } from "@/components/ui/timeline";
import type { TimelineEntry, TimelineKind } from "@/lib/customers/schema";

const FILTERS: readonly [TimelineKind | undefined, string][] = [
  [undefined, "Everything"],
  ["event", "Events"],
  ["page", "Pages"],
  ["segment", "Segments"],
  ["message", "Messages"],
  ["automation", "Automations"],
  ["tag", "Tags"],
  ["merge", "Merges"],
];

type Props = {
  entries: readonly TimelineEntry[];
  project: string;
  path: string;
  query: { kind?: TimelineKind | undefined; cursor?: string | undefined };
  nextCursor: string | null;
  now: Date;
  timeZone: string;
  /** Null for whoever may not. */
  undoMerge: Undo | null;
};

/** What happened to one person, day by day, the latest first. */
export function CustomerTimeline({ entries, project, path, query, nextCursor, now, timeZone, undoMerge }: Props) {
  const day = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone });
  const links = FILTERS.map(([kind, label]) => ({ href: kind ? `${path}?kind=${kind}` : path, label, current: kind === query.kind }));
  const days = Map.groupBy(entries, ({ at }) => day.format(at));
  return (
    <section aria-label="Timeline" className="min-w-0">
      <TabLinks label="Kinds" links={links} />
      {query.kind === undefined && entries.length > 0 && <TimelineKey />}
      {entries.length === 0 && <Empty title="Nothing of this kind yet" />}
      {[...days].map(([date, facts]) => (
        <Fragment key={date}>
          <h2 className="mt-4 mb-1 text-soft text-xs voice-label first-of-type:mt-0">{date}</h2>
          <Timeline label={date}>
            {facts.map((fact) => (
              <TimelineFact key={`${fact.kind} ${fact.id}`} {...{ fact, project, now, undoMerge }} />
            ))}
          </Timeline>
        </Fragment>
      ))}
      <Pagination path={path} query={query} nextCursor={nextCursor} />
    </section>
  );
}
