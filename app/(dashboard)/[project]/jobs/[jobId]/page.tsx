import type { Metadata } from "next";
import { JobActions } from "@/components/jobs/job-actions";
import { JobHead } from "@/components/jobs/job-head";
import { JobStory } from "@/components/jobs/job-story";
import { JobsNotShown } from "@/components/jobs/not-shown";
import { openJob } from "@/lib/jobs/page";
import { loadOnce } from "@/lib/web/page";
import { cancelJobAction, replayJobAction } from "../actions";

type Props = PageProps<"/[project]/jobs/[jobId]">;

const jobOnce = loadOnce(openJob);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, jobId } = await params;
  return { title: (await jobOnce(project, jobId))?.job.name ?? "Jobs" };
}

export default async function JobPage({ params }: Props) {
  const { project, jobId: id } = await params;
  const shown = await jobOnce(project, id);
  if (!shown) return <JobsNotShown />;
  const { job, mayChange, now } = shown;
  const commands = { replay: replayJobAction.bind(null, project, { id }), cancel: cancelJobAction.bind(null, project, { id }) };
  const state = { hasEnded: job.endedAt !== null, wasReplayed: job.replayedAs !== null };
  return (
    <>
      <JobHead {...{ project, job }} actions={mayChange && <JobActions {...state} {...commands} />} />
      <JobStory job={job} now={now} />
    </>
  );
}
