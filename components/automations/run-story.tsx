import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { StepDetail } from "@/lib/automations/schema";

type Visit = { visit: number; step: string; outcome: string; detail: StepDetail | null; at: Date };
type Props = {
  project: string;
  began: { at: Date; because: string };
  visits: readonly Visit[];
  end: { at: Date; said: string } | null;
  now: Date;
};

/** What each visit of one run did, the latest first. */
export const RunStory = ({ project, began, visits, end, now }: Props) => (
  <Timeline label="What happened">
    {end && <TimelineItem title={end.said} at={<Time at={end.at} now={now} />} />}
    {visits.toReversed().map(({ visit, step, outcome, detail, at }) => (
      <TimelineItem key={visit} title={outcome} at={<Time at={at} now={now} />}>
        <p className="text-soft text-sm">
          {step}
          {detail?.messageId && (
            <>
              {". "}
              <Link href={`/${project}/messages/${detail.messageId}`} className="underline">
                See the email
              </Link>
            </>
          )}
        </p>
      </TimelineItem>
    ))}
    <TimelineItem mark="deed" title={began.because} at={<Time at={began.at} now={now} />} />
  </Timeline>
);
