import { Link } from "@/components/ui/link";
import { type AskWhyOfBroadcast, BroadcastCrowd } from "@/components/broadcasts/broadcast-crowd";
import { Time } from "@/components/ui/time";
import type { BroadcastCrowd as Places, Estimate } from "@/lib/broadcasts/schema";

const NUMBER = new Intl.NumberFormat("en");
const people = (n: number) => (n === 1 ? "1 person" : `${NUMBER.format(n)} people`);

type Props = { id: string; estimate: Estimate; crowd: Places; peoplePath: string; why: AskWhyOfBroadcast; now: Date };

/** Who will get this, and why the others will not. Each number opens the people it counts, each dot a person. */
export const EstimatePanel = ({ id, estimate, crowd, peoplePath, why, now }: Props) => (
  <section aria-labelledby="estimate" className="rounded-thing border border-line bg-panel p-4">
    <h2 id="estimate" className="mb-2 text-base">
      Who will get this
    </h2>
    <p className="mb-3 flex justify-between gap-3 text-sm">
      <span className="text-soft">In the audience</span>
      <Link href={peoplePath} className="tabular-nums underline">
        {NUMBER.format(estimate.matched)}
      </Link>
    </p>
    <p aria-live="polite" className="sr-only">
      {`${NUMBER.format(estimate.willReceive)} of ${people(estimate.total)} will get this.`}
    </p>
    <BroadcastCrowd {...{ id, crowd, peoplePath, why }} total={estimate.total} />
    <p className="mt-3 text-soft text-xs">
      As of now. Checked again when sending starts, and once more for each person just before their email goes out.
    </p>
    <p className="mt-2 text-soft text-xs">
      {estimate.lastSentAt ? (
        <>
          The last broadcast went out <Time at={estimate.lastSentAt} now={now} />.{" "}
        </>
      ) : (
        "This is your first broadcast. "
      )}
      {estimate.gotThree > 0 && `${people(estimate.gotThree)} got three or more broadcasts in the last 30 days.`}
    </p>
  </section>
);
