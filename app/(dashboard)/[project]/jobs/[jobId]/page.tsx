import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { JobActions } from "@/components/jobs/job-actions";
import { JobStateSign } from "@/components/jobs/job-state";
import { JobStory } from "@/components/jobs/job-story";
import { JobsNotShown } from "@/components/jobs/not-shown";
import { PageHeader } from "@/components/ui/page-header";
import { openJob } from "@/lib/jobs/page";
import { load } from "@/lib/web/page";
import { cancelJobAction, replayJobAction } from "../actions";

export const metadata: Metadata = { title: "Job" };

export default async function JobPage({ params }: PageProps<"/[project]/jobs/[jobId]">) {
  const { project, jobId: id } = await params;
  const shown = await load(project, (scope) => openJob(scope, id));
  if (!shown) return <JobsNotShown />;
  const { job, mayChange, now } = shown;
  const commands = { replay: replayJobAction.bind(null, project, { id }), cancel: cancelJobAction.bind(null, project, { id }) };
  const state = { hasEnded: job.endedAt !== null, wasReplayed: job.replayedAs !== null };
  return (
    <>
      <PageHeader
        title={job.name}
        aside={<JobStateSign state={job.state} />}
        actions={mayChange && <JobActions {...state} {...commands} />}
      >
        {job.problem}
        {job.replayedAs && (
          <Link href={`/${project}/jobs/${job.replayedAs}`} className="block underline">
            It was run again: see that job
          </Link>
        )}
      </PageHeader>
      <JobStory job={job} now={now} />
    </>
  );
}
