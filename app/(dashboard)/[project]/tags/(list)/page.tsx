import type { Metadata } from "next";
import { NewTag } from "@/components/tags/new-tag";
import { NoTags } from "@/components/tags/no-tags";
import { TagTable } from "@/components/tags/tag-table";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { tagsPage } from "@/lib/tags/shown";
import { ListTags } from "@/lib/tags/schema";
import { load } from "@/lib/web/page";
import { createTagAction, deleteTagAction, mergeTagsAction, tagUsageAction, updateTagAction } from "../actions";

export const metadata: Metadata = { title: "Tags" };

export default async function TagsPage({ params, searchParams }: PageProps<"/[project]/tags">) {
  const { project } = await params;
  const { q, cursor } = ListTags.catch({ limit: 50 }).parse(await searchParams);
  const { tags, offered, nextCursor, mayEdit } = await load(project, (scope) => tagsPage(scope, { q, cursor }));
  const path = `/${project}/tags`;
  const commands = {
    update: updateTagAction.bind(null, project),
    merge: mergeTagsAction.bind(null, project),
    remove: deleteTagAction.bind(null, project),
    usage: tagUsageAction.bind(null, project),
  };

  const add = <NewTag mayEdit={mayEdit} create={createTagAction.bind(null, project)} />;

  return (
    <>
      <PageHeader title="Tags" actions={(q || tags.length > 0) && add}>
        Labels that you put on people.
      </PageHeader>
      {(q || tags.length > 0) && <Search path={path} label="Search by name" q={q} />}
      {tags.length === 0 && <NoTags q={q} path={path} action={add} />}
      {tags.length > 0 && <TagTable tags={tags} offered={offered} project={project} mayEdit={mayEdit} commands={commands} />}
      <Pagination path={path} query={{ q, cursor }} nextCursor={nextCursor} />
    </>
  );
}
