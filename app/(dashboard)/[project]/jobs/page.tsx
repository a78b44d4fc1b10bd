import type { Metadata } from "next";
import { JobsElsewhere } from "@/components/jobs/elsewhere";
import { Jobs } from "@/components/jobs/jobs";
import { JobsNotShown } from "@/components/jobs/not-shown";
import { PageHeader } from "@/components/ui/page-header";
import { openJobs } from "@/lib/jobs/page";
import { ListJobs } from "@/lib/jobs/schema";
import { load } from "@/lib/web/page";
import { pauseFunctionAction, resumeFunctionAction } from "./actions";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage({ params, searchParams }: PageProps<"/[project]/jobs">) {
  const { project } = await params;
  const asked = ListJobs.parse(await searchParams);
  const shown = await load(project, (scope) => openJobs(scope, asked));
  const commands = { pause: pauseFunctionAction.bind(null, project), resume: resumeFunctionAction.bind(null, project) };
  if (!shown) return <JobsNotShown />;
  return (
    <>
      <PageHeader title="Jobs">What CrowdPower does in the background: every job step by step, with its error if it failed.</PageHeader>
      {shown.elsewhere && <JobsElsewhere {...shown.elsewhere} />}
      {shown.elsewhere === null && <Jobs {...shown} path={`/${project}/jobs`} asked={asked} commands={shown.mayChange ? commands : null} />}
    </>
  );
}
