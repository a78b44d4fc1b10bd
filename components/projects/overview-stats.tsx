import { Stat, Stats } from "@/components/ui/stat";
import type { Compared, Overview } from "@/lib/projects/schema";

const NUMBER = new Intl.NumberFormat("en");
const shown = ({ now, atLeast }: Compared) => `${NUMBER.format(now)}${atLeast ? "+" : ""}`;
const before = ({ before }: Compared) => `${NUMBER.format(before)} in the previous period`;

export const OverviewStats = ({
  overview: { customers, newCustomers, activeCustomers, events, sent, skipped },
}: {
  overview: Overview;
}) => (
  <Stats>
    <Stat label="Customers" value={NUMBER.format(customers)} hint="total" people />
    <Stat label="New customers" value={shown(newCustomers)} hint={before(newCustomers)} people />
    <Stat label="Active customers" value={NUMBER.format(activeCustomers)} hint={`of ${NUMBER.format(customers)}`} people />
    <Stat label="Events" value={shown(events)} hint={before(events)} />
    <Stat label="Emails sent" value={shown(sent)} hint={before(sent)} />
    <Stat label="Emails skipped" value={shown(skipped)} hint={before(skipped)} />
  </Stats>
);
