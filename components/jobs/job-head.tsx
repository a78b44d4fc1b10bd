import type { ReactNode } from "react";
import { JobStateSign } from "@/components/jobs/job-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import type { FullJob } from "@/lib/jobs/schema";

type Props = { project: string; job: Pick<FullJob, "name" | "state" | "problem" | "replayedAs">; actions: ReactNode };

/** Which job it is, how it stands, and where it was run again. */
export const JobHead = ({ project, job: { name, state, problem, replayedAs }, actions }: Props) => (
  <PageHeader title={name} aside={<JobStateSign state={state} />} actions={actions}>
    {problem}
    {replayedAs && (
      <Link href={`/${project}/jobs/${replayedAs}`} className="block underline">
        It was run again: see that job
      </Link>
    )}
  </PageHeader>
);
