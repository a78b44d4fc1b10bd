import { percent } from "@/components/ui/percent";
import { Stat, Stats } from "@/components/ui/stat";
import { Time } from "@/components/ui/time";
import { type Compared, EMAIL_OUTCOMES, type EmailCounts, type Overview, PERIOD_WORDS, type Period } from "@/lib/projects/schema";

const NUMBER = new Intl.NumberFormat("en");
const shown = ({ now }: Compared) => NUMBER.format(now);
const before = ({ before }: Compared) => `${NUMBER.format(before)} in the previous period`;

type Props = { overview: Overview; counted: Date; now: Date };

/** Where it took long to count, the figures are those of a moment ago, and say so. */
export const OverviewStats = ({ overview: { customers, newCustomers, activeCustomers, events, sent, skipped }, counted, now }: Props) => (
  <>
    <Stats>
      <Stat label="Customers" value={NUMBER.format(customers)} hint="total" people />
      <Stat label="New customers" value={shown(newCustomers)} hint={before(newCustomers)} people />
      <Stat label="Active customers" value={NUMBER.format(activeCustomers)} hint={`of ${NUMBER.format(customers)}`} people />
      <Stat label="Events" value={shown(events)} hint={before(events)} />
      <Stat label="Emails sent" value={shown(sent)} hint={before(sent)} />
      <Stat label="Emails skipped" value={shown(skipped)} hint={before(skipped)} />
    </Stats>
    {now.getTime() - counted.getTime() > 1_000 && (
      <p className="mt-2 text-soft text-xs">
        Counted <Time at={counted} now={now} />.
      </p>
    )}
  </>
);

const WORDS = {
  delivered: "Delivered",
  opened: "Opened",
  clicked: "Clicked",
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Reported as spam",
} as const;

/** What became of the emails of a period, each number beside that of which it is a part. */
export function EmailStats({ emails, period }: { emails: EmailCounts; period: Period }) {
  const { sent } = emails;
  if (sent === 0) return null;
  return (
    <section aria-labelledby="emails" className="mt-6">
      <h2 id="emails" className="mb-2 text-sm">
        Emails of the last {PERIOD_WORDS[period]}
      </h2>
      <Stats>
        {EMAIL_OUTCOMES.map((outcome) => (
          <Stat
            key={outcome}
            label={WORDS[outcome]}
            value={NUMBER.format(emails[outcome])}
            hint={`of ${NUMBER.format(sent)}, ${percent(emails[outcome], sent)}`}
          />
        ))}
      </Stats>
      <p className="mt-2 max-w-[68ch] text-pretty text-soft text-xs">
        As your email provider reports it. What machines open or click, such as a spam filter, is not counted.
      </p>
    </section>
  );
}
