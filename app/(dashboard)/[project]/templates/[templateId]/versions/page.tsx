import type { Metadata } from "next";
import { VersionChanges } from "@/components/templates/version-changes";
import { VersionTable } from "@/components/templates/version-table";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { openHistory } from "@/lib/templates/overview";
import { HistoryQuery } from "@/lib/templates/schema";
import { loadOnce } from "@/lib/web/page";
import { restoreVersionAction } from "../../actions";

type Props = PageProps<"/[project]/templates/[templateId]/versions">;

const historyOnce = loadOnce(openHistory);

async function read({ params, searchParams }: Props) {
  const { project, templateId: id } = await params;
  const asked = HistoryQuery.parse(await searchParams);
  return { project, id, asked, ...(await historyOnce(project, id, asked)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `History of “${(await read(props)).template.name}”` };
}

export default async function VersionsPage(props: Props) {
  const { project, id, asked, template, versions, nextCursor, comparison, now, mayEdit } = await read(props);
  const path = `/${project}/templates/${id}`;
  const restore = mayEdit ? restoreVersionAction.bind(null, project) : null;
  return (
    <>
      <PageHeader title={`History of “${template.name}”`} actions={<ButtonLink href={path}>Open the template</ButtonLink>}>
        Every published version. Messages keep the version they were sent with.
      </PageHeader>
      <VersionTable {...{ template, path, versions, now, restore }} shown={comparison?.to} />
      <Pagination path={`${path}/versions`} query={{ cursor: asked.cursor }} nextCursor={nextCursor} />
      {comparison && <VersionChanges {...comparison} frame={`/api/frames/templates/${project}/${id}?version=${comparison.to}`} />}
    </>
  );
}
