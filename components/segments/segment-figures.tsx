import { KeepFresh } from "@/components/segments/keep-fresh";
import { Stat, Stats } from "@/components/ui/stat";
import { Status } from "@/components/ui/status";

type Props = { customers: number; filled: boolean; recent: { entered: number; left: number } };

const NUMBER = new Intl.NumberFormat("en");

/** How many people, and how many of them came and went of their own accord lately. */
export const SegmentFigures = ({ customers, filled, recent }: Props) => (
  <Stats>
    <KeepFresh seconds={filled ? 5 : 1} />
    <Stat
      label="Customers"
      people
      value={NUMBER.format(customers)}
      hint={
        filled ? (
          "Now"
        ) : (
          <Status tone="waiting" className="whitespace-normal">
            The rule is being applied to everyone
          </Status>
        )
      }
    />
    <Stat label="Entered" value={NUMBER.format(recent.entered)} hint="In the last 24 hours" />
    <Stat label="Left" value={NUMBER.format(recent.left)} hint="In the last 24 hours" />
  </Stats>
);
