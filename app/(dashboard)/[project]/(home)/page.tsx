import type { Metadata } from "next";
import { NoCustomers } from "@/components/customers/no-customers";
import { ActiveCrowd } from "@/components/projects/active-crowd";
import { Concerns } from "@/components/projects/concerns";
import { CourseCharts } from "@/components/projects/course-charts";
import { EmailStats, OverviewStats } from "@/components/projects/overview-stats";
import { PeriodLinks } from "@/components/projects/period-links";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { homePageOf } from "@/lib/projects/overview";
import { Period } from "@/lib/projects/schema";
import { load } from "@/lib/web/page";
import { whyAction } from "./actions";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage({ params, searchParams }: PageProps<"/[project]">) {
  const { project } = await params;
  const period = Period.parse((await searchParams).period);
  const { name, timeZone, crowd, overview, concerns, ...when } = await load(project, (scope) => homePageOf(scope, period));
  return (
    <>
      <PageHeader title={name} actions={overview.customers > 0 && <ButtonLink href={`/${project}/start`}>Connect your data</ButtonLink>} />
      <PeriodLinks project={project} current={period} />
      <OverviewStats overview={overview} {...when} />
      {overview.customers > 0 ? (
        <>
          <ActiveCrowd {...{ crowd, period, overview }} why={whyAction.bind(null, project)} />
          <EmailStats emails={overview.emails} period={period} />
          <CourseCharts courses={overview.courses} timeZone={timeZone} />
        </>
      ) : (
        <NoCustomers q={undefined} tag={undefined} project={project} />
      )}
      <Concerns project={project} concerns={concerns} />
    </>
  );
}
