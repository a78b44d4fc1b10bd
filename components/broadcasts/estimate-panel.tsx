import Link from "next/link";
import { skipWords } from "@/components/broadcasts/skip-words";
import { Time } from "@/components/ui/time";
import type { Estimate } from "@/lib/broadcasts/schema";

const NUMBER = new Intl.NumberFormat("en");
const people = (n: number) => (n === 1 ? "1 person" : `${NUMBER.format(n)} people`);

type Props = { estimate: Estimate; peoplePath: string; now: Date };

/** Who will get this, and why the others will not. Each number opens the people it counts. */
export const EstimatePanel = ({ estimate, peoplePath, now }: Props) => (
  <section aria-labelledby="estimate" className="rounded-thing border border-line bg-panel p-4">
    <h2 id="estimate" className="mb-2 text-base">
      Who will get this
    </h2>
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-y-1 text-sm" aria-live="polite">
      <Line label="In the audience" n={estimate.matched} href={peoplePath} />
      {estimate.skipped.map(({ reason, people: n }) => (
        <Line key={reason} label={skipWords(reason)} n={n} minus href={`${peoplePath}?outcome=skipped&reason=${reason}`} />
      ))}
      <dt className="border-line border-t pt-2 voice-label">Will get it</dt>
      <dd className="border-line border-t pt-2 text-right text-base tabular-nums voice-title">
        <Link href={`${peoplePath}?outcome=will_receive`} className="text-people underline">
          {NUMBER.format(estimate.willReceive)}
        </Link>
      </dd>
    </dl>
    <p className="mt-3 text-soft text-xs">
      As of now, of {people(estimate.total)}. It is asked again when sending begins, and for each person before their email goes out.
    </p>
    <p className="mt-2 text-soft text-xs">
      {estimate.lastSentAt ? (
        <>
          Last broadcast <Time at={estimate.lastSentAt} now={now} />.{" "}
        </>
      ) : (
        "This is the first broadcast. "
      )}
      {estimate.gotThree > 0 && `${people(estimate.gotThree)} got three or more in the last 30 days.`}
    </p>
  </section>
);

const Line = ({ label, n, href, minus = false }: { label: string; n: number; href: string; minus?: boolean }) => (
  <>
    <dt className="text-soft first-letter:uppercase">{label}</dt>
    <dd className="text-right tabular-nums">
      <Link href={href} className="underline">
        {minus && "− "}
        {NUMBER.format(n)}
      </Link>
    </dd>
  </>
);
