import { causeOf, lasting } from "@/components/jobs/words";
import { Json } from "@/components/ui/json";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { FullJob, JobStep, JobWait } from "@/lib/jobs/schema";

const OPS: Record<string, string> = {
  Sleep: "slept",
  WaitForEvent: "waited for an event",
  InvokeFunction: "another function",
  StepFailed: "failed",
  StepError: "failed",
};

const WAITS: Record<string, string> = { call: "Starts", sleep: "Sleeps", wait: "Waits for an event", invoke: "Waits for another function" };

/** What a job was given, what each of its steps answered, what it waits for, and how it ended; the latest first. */
export const JobStory = ({ job, now }: { job: FullJob; now: Date }) => (
  <Timeline label="What happened">
    {job.endedAt && (
      <TimelineItem title={endOf(job)} at={<Time at={job.endedAt} now={now} />}>
        {job.error === undefined ? <Json value={job.output} label="Its result" /> : <Json value={job.error} label="Its error" open />}
      </TimelineItem>
    )}
    {job.waits.map((wait) => (
      <TimelineItem key={`${wait.kind}-${wait.name}-${+wait.at}`} title={waitOf(wait)} at={<Time at={wait.at} now={now} />} />
    ))}
    {job.steps.toReversed().map((step) => (
      <TimelineItem key={step.name} title={step.name} at={<Time at={step.begunAt} now={now} />}>
        <p className="text-soft text-sm">{stepWords(step)}</p>
        {step.error === undefined ? (
          <Json value={step.output} label={`Result of ${step.name}`} />
        ) : (
          <Json value={step.error} label={`Error of ${step.name}`} open />
        )}
      </TimelineItem>
    ))}
    <TimelineItem title={`Started by ${causeOf(job.because)}`} at={<Time at={job.begunAt} now={now} />}>
      <Json value={job.input} label="Its input" />
    </TimelineItem>
  </Timeline>
);

const stepWords = ({ op, tookMillis }: JobStep) => [OPS[op], tookMillis > 0 && `took ${lasting(tookMillis)}`].filter(Boolean).join(", ");

function endOf({ state, begunAt, endedAt }: FullJob): string {
  const after = endedAt ? `after ${lasting(+endedAt - +begunAt)}` : "";
  if (state === "failed") return `Failed for good ${after}`;
  return state === "cancelled" ? `Was cancelled ${after}` : `Finished ${after}`;
}

function waitOf({ kind, name, event, attempt }: JobWait): string {
  if (attempt > 0) return `Retries, attempt ${attempt + 1}`;
  const what = [WAITS[kind] ?? kind, name && `“${name}”`].filter(Boolean).join(" ");
  return event ? `${what}, until it comes or until then: ${event}` : `${what} until then`;
}
