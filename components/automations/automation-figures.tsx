import Link from "next/link";
import { Stat, Stats } from "@/components/ui/stat";

type Props = { path: string; tally: { inProgress: number; entered30d: number; done: number; failed: number }; elsewhere: number };

const shown = (n: number) => n.toLocaleString("en");

/** How many are where. `elsewhere` are at steps that the draft no longer has. */
export function AutomationFigures({ path, tally, elsewhere }: Props) {
  const failed =
    tally.failed > 0 ? (
      <Link href={`${path}/people?status=failed`} className="underline">
        {shown(tally.failed)}
      </Link>
    ) : (
      "0"
    );
  return (
    <Stats>
      <Stat
        people
        label="In progress"
        value={shown(tally.inProgress)}
        hint={elsewhere > 0 && `${shown(elsewhere)} at steps that are no longer in it`}
      />
      <Stat label="Entered, 30 days" value={shown(tally.entered30d)} />
      <Stat label="Finished" value={shown(tally.done)} />
      <Stat label="Failed" value={failed} />
    </Stats>
  );
}
