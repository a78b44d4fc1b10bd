import type { Metadata } from "next";
import { AutomationTable } from "@/components/automations/automation-table";
import { SampleLink } from "@/components/sample/sample-link";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { ListAutomations } from "@/lib/automations/api/schema";
import { openOverview } from "@/lib/automations/overview";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Automations" };

export default async function AutomationsPage({ params, searchParams }: PageProps<"/[project]/automations">) {
  const { project } = await params;
  const asked = ListAutomations.catch({ limit: 50 }).parse(await searchParams);
  const { rows, nextCursor, mayEdit } = await load(project, (scope) => openOverview(scope, asked));
  const path = `/${project}/automations`;
  const add = mayEdit && <ButtonLink {...{ href: `${path}/new`, variant: "primary", children: "New automation" }} />;
  return (
    <>
      <PageHeader title="Automations" actions={add}>
        Emails and other steps that run when a customer does something, gets a tag or enters a segment.
      </PageHeader>
      {(rows.length > 0 || asked.q) && <Search path={path} label="Search by name" q={asked.q} />}
      {rows.length > 0 && <AutomationTable project={project} rows={rows} />}
      {rows.length === 0 &&
        (asked.q ? (
          <Empty title={`No automation is called “${asked.q}”`} action={<ButtonLink href={path}>Clear the search</ButtonLink>} />
        ) : (
          <Empty drawing="automations" title="No automations yet" action={[add, <SampleLink key="sample" />]}>
            An automation waits for an event or a segment, and then sends, waits and decides, for each customer at their own time.
          </Empty>
        ))}
      <Pagination path={path} query={{ q: asked.q, cursor: asked.cursor }} nextCursor={nextCursor} />
    </>
  );
}
