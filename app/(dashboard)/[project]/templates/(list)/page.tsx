import type { Metadata } from "next";
import { NoTemplates } from "@/components/templates/no-templates";
import { TemplateTable } from "@/components/templates/template-table";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { ListInput } from "@/lib/paging/schema";
import { openTemplates } from "@/lib/templates/overview";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Templates" };

export default async function TemplatesPage({ params, searchParams }: PageProps<"/[project]/templates">) {
  const { project } = await params;
  const { q, cursor } = ListInput.catch({ limit: 50 }).parse(await searchParams);
  const { templates, nextCursor, now, mayEdit } = await load(project, (scope) => openTemplates(scope, { q, cursor }));
  const path = `/${project}/templates`;
  const add = (
    <ButtonLink href={`${path}/new`} variant={mayEdit ? "primary" : "secondary"}>
      {mayEdit ? "New template" : "See the gallery"}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Templates" actions={add}>
        One design, personal content for each customer. A new email starts from the default template.
      </PageHeader>
      <Search path={path} label="Search by name" q={q} />
      {templates.length > 0 ? (
        <TemplateTable templates={templates} path={path} now={now} />
      ) : (
        <NoTemplates q={q} path={path} action={add} />
      )}
      <Pagination path={path} query={{ q, cursor }} nextCursor={nextCursor} />
    </>
  );
}
