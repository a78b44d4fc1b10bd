import type { Metadata } from "next";
import { SearchForm } from "@/components/messages/search-form";
import { NewTemplate } from "@/components/templates/new-template";
import { TemplateTable } from "@/components/templates/template-table";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { ListInput } from "@/lib/paging/schema";
import { listTemplates } from "@/lib/templates/queries";
import { listedTemplate } from "@/lib/templates/shown";
import { load } from "@/lib/web/page";
import { createTemplateAction } from "./actions";

export const metadata: Metadata = { title: "Templates" };

export default async function TemplatesPage({ params, searchParams }: PageProps<"/[project]/templates">) {
  const { project } = await params;
  const { q, cursor } = ListInput.catch({ limit: 50 }).parse(await searchParams);
  const { page, now } = await load(project, async (scope) => ({
    page: await listTemplates(scope, { q, cursor, limit: 50 }),
    now: scope.clock.now(),
  }));
  const path = `/${project}/templates`;

  return (
    <>
      <PageHeader title="Templates" actions={<NewTemplate path={path} create={createTemplateAction.bind(null, project)} />}>
        Designed once, written anew for every person. A new email starts from the default template.
      </PageHeader>
      <SearchForm path={path} label="Search by name" q={q} />
      {page.items.length > 0 ? (
        <TemplateTable templates={page.items.map(listedTemplate)} path={path} now={now} />
      ) : (
        <Empty title={q ? `No template is called “${q}”` : "No templates yet"}>Make one, and automations can send it.</Empty>
      )}
      <Pagination path={path} query={{ q, cursor }} nextCursor={page.nextCursor} />
    </>
  );
}
