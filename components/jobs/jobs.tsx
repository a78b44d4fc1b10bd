import { FunctionTable } from "@/components/jobs/function-table";
import { JobFilter } from "@/components/jobs/job-filter";
import { JobTable } from "@/components/jobs/job-table";
import type { PauseCommands } from "@/components/jobs/pause-function";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Pagination } from "@/components/ui/pagination";
import type { FunctionState, JobOwner, JobRow, ListJobs } from "@/lib/jobs/schema";

type Props = {
  path: string;
  functions: readonly FunctionState[];
  chores: readonly FunctionState[];
  jobs: { items: readonly JobRow[]; nextCursor: string | null };
  asked: ListJobs;
  of: JobOwner;
  seesAll: boolean;
  commands: PauseCommands | null;
  now: Date;
};

/** All jobs of a project: how each function stands, what serves the whole installation, and the list. */
export function Jobs({ path, functions, chores, jobs, asked, of, seesAll, commands, now }: Props) {
  const { cursor, ...query } = { ...asked, of };
  const narrowed = query.function !== undefined || query.status !== undefined;
  return (
    <>
      <FunctionTable label="Functions" of="project" {...{ functions, path, commands }} />
      <h2 className="mt-8 text-base">Of the whole installation</h2>
      <p className="mb-2 max-w-prose text-soft">
        What runs on a schedule, for all projects together.{" "}
        {!seesAll && "Only people who own every project here see its jobs, because they hold data of any project."}
      </p>
      <FunctionTable
        label="Functions of the whole installation"
        of="installation"
        functions={chores}
        path={seesAll ? path : null}
        commands={seesAll ? commands : null}
      />
      <h2 id="list" className="mt-8 mb-2 text-base">
        List
      </h2>
      <JobFilter path={path} functions={of === "installation" ? chores : functions} asked={query} seesAll={seesAll} />
      {jobs.items.length > 0 ? (
        <JobTable path={path} jobs={jobs.items} now={now} />
      ) : narrowed ? (
        <Empty title="No such job" action={<ButtonLink href={`${path}?of=${of}`}>Clear filters</ButtonLink>}>
          They are kept for a week after they end.
        </Empty>
      ) : (
        <Empty drawing="jobs" title="No jobs yet">
          Jobs are the background work after something happened. They are kept for a week after they end.
        </Empty>
      )}
      <Pagination path={path} query={{ ...query, cursor }} nextCursor={jobs.nextCursor} />
    </>
  );
}
