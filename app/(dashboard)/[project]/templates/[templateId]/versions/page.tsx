import type { Metadata } from "next";
import { VersionChanges } from "@/components/templates/version-changes";
import { VersionTable } from "@/components/templates/version-table";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { openHistory } from "@/lib/templates/overview";
import { HistoryQuery } from "@/lib/templates/schema";
import { load } from "@/lib/web/page";
import { restoreVersionAction } from "../../actions";

export const metadata: Metadata = { title: "History of a template" };

export default async function VersionsPage({ params, searchParams }: PageProps<"/[project]/templates/[templateId]/versions">) {
  const { project, templateId: id } = await params;
  const asked = HistoryQuery.parse(await searchParams);
  const { template, versions, nextCursor, comparison, now, mayEdit } = await load(project, (scope) => openHistory(scope, id, asked));
  const path = `/${project}/templates/${id}`;
  const restore = mayEdit ? restoreVersionAction.bind(null, project) : null;
  return (
    <>
      <PageHeader title={`History of “${template.name}”`} actions={<ButtonLink href={path}>Open the template</ButtonLink>}>
        Every published version. Messages keep the version they were sent with.
      </PageHeader>
      {versions.length === 0 ? (
        <Empty title="Nothing was published yet">Once it is published, its versions are here.</Empty>
      ) : (
        <VersionTable {...{ id, path, versions, now, restore }} shown={comparison?.to} />
      )}
      <Pagination path={`${path}/versions`} query={{ cursor: asked.cursor }} nextCursor={nextCursor} />
      {comparison && <VersionChanges {...comparison} frame={`/api/frames/templates/${project}/${id}?version=${comparison.to}`} />}
    </>
  );
}
