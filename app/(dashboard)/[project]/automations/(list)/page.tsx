import type { Metadata } from "next";
import { STATUS_WORDS } from "@/components/automations/automation-status";
import { AutomationTable } from "@/components/automations/automation-table";
import { NoAutomations } from "@/components/automations/no-automations";
import { barredUnless } from "@/components/team/barred";
import { BarredLink } from "@/components/ui/barred-link";
import { ListFilter } from "@/components/ui/list-filter";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { ListAutomations } from "@/lib/automations/api/schema";
import { openOverview } from "@/lib/automations/overview";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Automations" };

const Asked = ListAutomations.extend({ status: ListAutomations.shape.status.catch(undefined) }).catch({ limit: 50 });

export default async function AutomationsPage({ params, searchParams }: PageProps<"/[project]/automations">) {
  const { project } = await params;
  const { q, status, cursor } = Asked.parse(await searchParams);
  const { rows, nextCursor, mayEdit } = await load(project, (scope) => openOverview(scope, { q, status, cursor, limit: 50 }));
  const path = `/${project}/automations`;
  const add = <BarredLink {...{ href: `${path}/new`, variant: "primary", because: barredUnless(mayEdit), children: "New automation" }} />;
  return (
    <>
      <PageHeader title="Automations" actions={add}>
        Emails and other steps that run when a customer does something, gets a tag or enters a segment.
      </PageHeader>
      {(rows.length > 0 || q || status) && (
        <ListFilter {...{ path, q, status }} label="Search by name" name="status" words={STATUS_WORDS} />
      )}
      {rows.length > 0 ? <AutomationTable project={project} rows={rows} /> : <NoAutomations {...{ q, status, path, add }} />}
      <Pagination path={path} query={{ q, status, cursor }} nextCursor={nextCursor} />
    </>
  );
}
