import { EventProperties } from "@/components/events/event-properties";
import { type Use, UsedIn } from "@/components/projects/used-in";
import { Bars } from "@/components/ui/bars";
import { Stat, Stats } from "@/components/ui/stat";
import { Time } from "@/components/ui/time";
import type { DayVolume, EventType as Shown, PropertyCatalogue } from "@/lib/events/catalogue/schema";

type Props = { type: Shown; volume: DayVolume[] | null; catalogue: PropertyCatalogue; uses: readonly Use[]; project: string; now: Date };

const NUMBER = new Intl.NumberFormat("en");
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

/** What is known of an event: how often it happens, and what it says when it does. */
export function EventType({ type, volume, catalogue, uses, project, now }: Props) {
  const bars = volume?.map(({ day, count }) => ({ label: DAY.format(new Date(day)), count }));
  const sum = volume?.reduce((all, { count }) => all + count, 0);
  return (
    <div className="flex flex-col gap-8">
      <Stats>
        <Stat label="Last 24 hours" value={`${NUMBER.format(type.lastDay)}${type.orMore ? "+" : ""}`} />
        <Stat label="Last 30 days" value={sum === undefined ? "—" : NUMBER.format(sum)} />
        <Stat label="First seen" value={type.firstSeenAt ? <Time at={type.firstSeenAt} now={now} /> : "—"} />
        <Stat label="Last seen" value={type.lastSeenAt ? <Time at={type.lastSeenAt} now={now} /> : "Not yet"} />
      </Stats>
      <section aria-labelledby="volume">
        <h2 id="volume" className="mb-2 text-base">
          Events a day
        </h2>
        {bars ? (
          <Bars label="Events a day over the last 30 days" bars={bars} unit="a day" />
        ) : (
          <p className="text-soft">There are too many to count in time.</p>
        )}
      </section>
      <EventProperties {...catalogue} />
      <UsedIn uses={uses} project={project} />
    </div>
  );
}
