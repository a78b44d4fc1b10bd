import { Link } from "@/components/ui/link";
import { Stat, Stats } from "@/components/ui/stat";
import type { EmailNumbers } from "@/lib/automations/schema";

type Props = {
  path: string;
  tally: { inProgress: number; entered30d: number; done: number; exited: number; failed: number };
  emails: EmailNumbers;
  elsewhere: number;
};

const shown = (n: number) => n.toLocaleString("en");

/** How many are where. `elsewhere` are at steps that the draft no longer has. */
export function AutomationFigures({ path, tally, emails, elsewhere }: Props) {
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
      <Stat label="Left before the end" value={shown(tally.exited)} />
      <Stat label="Failed" value={failed} />
      {emails.sent > 0 && (
        <Stat label="Emails sent" value={shown(emails.sent)} hint={`${shown(emails.opened)} opened, ${shown(emails.clicked)} clicked`} />
      )}
    </Stats>
  );
}
