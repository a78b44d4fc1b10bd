import type { ReactNode } from "react";
import { money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import type { ChargeSummary } from "@/lib/customers/schema";

type Props = { charges: readonly ChargeSummary[]; now: Date };

/** What somebody paid, a block for each currency. Nothing is converted, so nothing is added up across them. */
export const Charges = ({ charges, now }: Props) => (
  <section aria-labelledby="charges">
    <h2 id="charges" className="mb-1 text-base">
      Charges
    </h2>
    {charges.length === 0 && <p className="text-soft">None yet.</p>}
    {charges.map((sum) => (
      <div key={sum.currency} className="mb-4 last:mb-0">
        {charges.length > 1 && <h3 className="text-soft text-xs voice-label">{sum.currency}</h3>}
        <Sum sum={sum} now={now} />
      </div>
    ))}
  </section>
);

function Sum({ sum: { currency, count, refunds, sum, average, first, last }, now }: { sum: ChargeSummary; now: Date }) {
  const shown = (amount: number) => money(amount, currency);
  return (
    <dl aria-label={`Charges in ${currency}`} className="divide-y divide-line">
      <Row name="Total" value={<strong className="voice-title">{shown(sum)}</strong>} />
      <Row name="Charges" value={refunds > 0 ? `${NUMBER.format(count)}, and ${NUMBER.format(refunds)} refunded` : NUMBER.format(count)} />
      {average !== null && <Row name="Average" value={shown(average)} />}
      <Row name="First" value={shown(first.amount)} at={<Time at={first.at} now={now} />} />
      <Row name="Last" value={shown(last.amount)} at={<Time at={last.at} now={now} />} />
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
