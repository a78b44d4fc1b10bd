import type { Metadata } from "next";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { auditPageOf } from "@/lib/audit/page";
import { ListAudit } from "@/lib/audit/schema";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ params, searchParams }: PageProps<"/[project]/settings/audit">) {
  const { project: slug } = await params;
  const { cursor, limit, ...filter } = ListAudit.catch({ limit: 50 }).parse(await searchParams);
  const page = await load(slug, (scope) => auditPageOf(scope, { ...filter, cursor, limit: 50 }));
  const path = `/${slug}/settings/audit`;
  if (!page) {
    return (
      <>
        <PageHeader title="Audit log" />
        <Empty title="The audit log is shown to admins">Ask an admin or owner of this project for another role.</Empty>
      </>
    );
  }
  return (
    <>
      <PageHeader title="Audit log">Who changed what, and when. Nothing in it is ever changed or removed.</PageHeader>
      <AuditFilters path={path} filter={filter} choices={page.choices} />
      <AuditTable path={path} entries={page.items} filtered={Object.values(filter).some(Boolean)} now={page.now} />
      <Pagination path={path} query={{ ...filter, cursor }} nextCursor={page.nextCursor} />
    </>
  );
}
