import type { ReactNode } from "react";
import { Time } from "@/components/ui/time";
import type { ChargeSummary } from "@/lib/customers/schema";

type Props = { charges: readonly ChargeSummary[]; now: Date; timeZone: string };

/** What somebody paid, a block for each currency. Nothing is converted, so nothing is added up across them. */
export const Charges = ({ charges, now, timeZone }: Props) => (
  <section aria-labelledby="charges">
    <h2 id="charges" className="mb-1 text-base">
      Charges
    </h2>
    {charges.length === 0 && <p className="text-soft">None yet.</p>}
    {charges.map((sum) => (
      <Sum key={sum.currency} sum={sum} now={now} timeZone={timeZone} />
    ))}
  </section>
);

function Sum({
  sum: { currency, count, refunds, sum, average, first, last },
  now,
  timeZone,
}: {
  sum: ChargeSummary;
  now: Date;
  timeZone: string;
}) {
  const shown = money(currency);
  return (
    <dl aria-label={`Charges in ${currency}`} className="divide-y divide-line border-line border-b last:border-b-0">
      <Row name="Total" value={<strong className="voice-title">{shown(sum)}</strong>} />
      <Row name="Charges" value={refunds > 0 ? `${NUMBER.format(count)}, and ${NUMBER.format(refunds)} refunded` : NUMBER.format(count)} />
      {average !== null && <Row name="Average" value={shown(average)} />}
      <Row name="First" value={shown(first.amount)} at={<Time at={first.at} now={now} timeZone={timeZone} />} />
      <Row name="Last" value={shown(last.amount)} at={<Time at={last.at} now={now} timeZone={timeZone} />} />
    </dl>
  );
}

type RowProps = { name: string; value: ReactNode; at?: ReactNode };

const Row = ({ name, value, at }: RowProps) => (
  <div className="flex min-h-9 items-center gap-3 py-1.5">
    <dt className="w-2/5 shrink-0 text-soft">{name}</dt>
    <dd className="flex min-w-0 flex-1 items-center justify-between gap-2 tabular-nums">
      <span>{value}</span>
      {at && <span className="shrink-0 text-soft text-xs">{at}</span>}
    </dd>
  </div>
);

const NUMBER = new Intl.NumberFormat("en");

/** Amounts of a currency's smallest unit, as people write them. */
function money(currency: string): (minor: number) => string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return (minor) => format.format(minor / 10 ** digits);
}
