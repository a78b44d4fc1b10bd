import { Time } from "@/components/ui/time";
import type { VisitSummary } from "@/lib/customers/schema";

type Props = { visits: VisitSummary; now: Date };

/** The pages that somebody looked at most often. */
export const Visits = ({ visits: { visits, orMore, pages, top }, now }: Props) => (
  <section aria-labelledby="pages">
    <h2 id="pages" className="mb-1 text-base">
      Pages{" "}
      {visits > 0 && (
        <span className="text-soft text-xs voice-label">
          {orMore ? `the latest ${NUMBER.format(visits)} visits` : `${counted(visits, "visit")} of ${counted(pages, "page")}`}
        </span>
      )}
    </h2>
    {visits === 0 && <p className="text-soft">No visits yet.</p>}
    <ul className="divide-y divide-line">
      {top.map(({ url, title, count, firstAt, lastAt }) => (
        <li key={url} className="flex min-h-9 items-center justify-between gap-3 py-1">
          <span className="min-w-0">
            <span className="block truncate" title={url}>
              {title ?? shortened(url)}
            </span>
            {title && <span className="block truncate text-soft text-xs">{shortened(url)}</span>}
          </span>
          <span className="shrink-0 text-right">
            <span className="block">{`${NUMBER.format(count)} ×`}</span>
            <span className="block text-soft text-xs">
              {lastAt.getTime() - firstAt.getTime() > DAY && (
                <>
                  <Time at={firstAt} now={now} />
                  {" to "}
                </>
              )}
              <Time at={lastAt} now={now} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  </section>
);

const DAY = 24 * 60 * 60_000;
const NUMBER = new Intl.NumberFormat("en");
const counted = (n: number, noun: string) => `${NUMBER.format(n)} ${noun}${n === 1 ? "" : "s"}`;
const shortened = (url: string) => url.replace(/^https?:\/\//, "");
